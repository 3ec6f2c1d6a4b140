/* The arrow keys go through the portraits of the exhibition. The shortcut of Streamlit’s buttons hears
 * them a moment after it draws: a key pressed before was lost. Here one is kept until its button is there.
 */
(() => {
  "use strict";
  if (window.fragiscopeExposition) return;
  window.fragiscopeExposition = true;

  const BUTTONS = { ArrowLeft: ".st-key-fs-before button", ArrowRight: ".st-key-fs-after button" };
  const OWN_ARROWS = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox], " +
    "[role=tablist], [role=menu], [role=application]";
  const KEPT_FOR = 5000;
  let waiting = null;

  const press = () => {
    if (!waiting) return;
    const button = document.querySelector(BUTTONS[waiting.key]);
    if (Date.now() - waiting.since > KEPT_FOR) waiting = null;
    else if (button && !button.disabled) {
      waiting = null;
      button.click();
    }
  };

  document.addEventListener("keydown", (event) => {
    if (!(event.key in BUTTONS) || !location.pathname.endsWith("/exposition")) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (event.target.closest?.(OWN_ARROWS)) return;
    waiting = { key: event.key, since: Date.now() };
    press();
  });
  new MutationObserver(press).observe(document.body, { childList: true, subtree: true });
})();
