/* What Streamlit leaves out for who does not see the page or does not use a mouse: a name for the
 * frame of each map, charts that say one thing, the focus on what a choice has opened, no key of one
 * letter that acts.
 */
(() => {
  "use strict";
  if (window.fragiscopeAccess) return;
  window.fragiscopeAccess = true;

  const MAIN = "[data-testid=stMain]";
  const all = (selector) => [...document.querySelectorAll(`${MAIN} :is(${selector})`)];

  /* A map is named by the title above it. */
  const named = (what, one) => {
    const above = all("h1, h2, h3, h4").filter((title) =>
      title.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING).pop();
    return above ? `${what}\u00a0: ${above.textContent.trim()}` : what;
  };
  const nameFrames = () => {
    for (const frame of all("iframe[title]")) {
      const name = named("Carte", frame);
      if (frame.title !== name) frame.title = name;
    }
  };

  /* A plain table, or a text to copy, that is wider than a phone scrolls: with the keyboard too. */
  const reachWide = () => {
    for (const box of all("[data-testid=stTable] > div, pre")) {
      const wide = box.scrollWidth > box.clientWidth;
      if (wide === (box.tabIndex === 0)) continue;
      if (wide) {
        box.tabIndex = 0;
        box.role = "region";
        box.ariaLabel = named(box.localName === "pre" ? "Texte" : "Tableau", box);
      } else ["tabindex", "role", "aria-label"].forEach((name) => box.removeAttribute(name));
    }
  };

  /* A chart has a name that says what it shows and where its figures are: without this, each of
   * its marks and axes is read out too, in English, with all its decimals.
   */
  const quietCharts = () => {
    for (const drawing of all("[data-testid=stVegaLiteChart] svg:not([aria-hidden])"))
      drawing.setAttribute("aria-hidden", "true");
  };

  /* Where a file is chosen, Streamlit names a block and calls it decoration at once. */
  const keepRoles = () => {
    for (const block of all("section[role=presentation][aria-label]")) block.role = "group";
  };

  /* On a phone, the menu is one list whose headings stand in blocks: each block is an item of it. */
  const listMenu = () => {
    for (const block of document.querySelectorAll("[data-testid=stSidebarNavItems] > div:not([role])")) {
      block.role = "listitem";
      for (const item of block.querySelectorAll("li")) item.role = "none";
    }
  };

  /* Streamlit takes away the button of a choice: the focus falls to the body, and a screen reader
   * starts again from the top. Where the address has changed with it, something was opened: its
   * title takes the focus, once all of it is drawn: the first that was not there, or else the page's.
   */
  let held = null, address = location.href, lost = false, before = new Set();
  const titles = () => all("h1, h2, h3").filter((title) => title.checkVisibility());
  const drawn = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "running";
  const followFocus = () => {
    const nobody = document.activeElement === document.body || !document.activeElement;
    if (!nobody) lost = false;
    if (nobody && held && !held.isConnected && location.href !== address) lost = true;
    if (!lost || !drawn()) return;
    const shown = titles();
    const title = shown.find((one) => !before.has(one.textContent)) || shown[0];
    if (!title) return;
    lost = false;
    title.tabIndex = -1;
    title.focus();
  };
  document.addEventListener("focusin", (event) => {
    held = event.target;
    address = location.href;
    before = new Set(titles().map((title) => title.textContent));
  });

  /* A computation that lasts is announced, and its end: only the corner of the screen shows it. */
  const LASTS = 1500;
  const teller = document.createElement("p");
  teller.className = "fs-unseen";
  teller.role = "status";
  document.body.append(teller);
  let waiting = 0, said = false;
  const tellComputing = () => {
    if (drawn()) {
      clearTimeout(waiting);
      if (said) teller.textContent = "Affichage à jour.";
      waiting = 0;
      said = false;
    } else if (!waiting) {
      waiting = setTimeout(() => {
        teller.textContent = "Calcul en cours…";
        said = true;
      }, LASTS);
    }
  };

  /* Streamlit runs the page again at a lone « r »: who dictates, or leans on a key, did not ask. */
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    const lone = !(event.ctrlKey || event.metaKey || event.altKey);
    if (lone && !typing && /^[rc]$/i.test(event.key)) event.stopImmediatePropagation();
  }, true);

  let asked = false;
  const follow = () => {
    asked = false;
    nameFrames();
    quietCharts();
    keepRoles();
    listMenu();
    reachWide();
    tellComputing();
    followFocus();
  };
  addEventListener("resize", reachWide);
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(follow);
  }).observe(document.body, {
    childList: true, subtree: true, attributeFilter: ["data-test-script-state", "title"],
  });
  follow();
})();
