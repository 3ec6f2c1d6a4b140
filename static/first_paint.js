/* Takes away what the page said at first, once the application shows something of its own. */
(() => {
  "use strict";
  const THERE = '[data-testid="stMain"] :is(h1, [data-testid="stAlert"]), [role="dialog"]';
  const first = document.querySelector(".fs-first");
  const watch = new MutationObserver(() => {
    if (!document.querySelector(THERE)) return;
    watch.disconnect();
    first.remove();
  });
  watch.observe(document.body, { childList: true, subtree: true });
})();
