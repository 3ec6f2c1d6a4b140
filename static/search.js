/* The search box (pages/parts/kit/search_box.py): a combobox that proposes territories as one types
 * (WAI-ARIA Authoring Practices: editable, with a list that is proposed, choice by hand). It asks the
 * server's own address, and gives the territory chosen to Python. Texts are set as texts, never as HTML.
 *
 * Streamlit calls the function again when what Python gives it changes, in the same element.
 */
const PAUSE = 120;
const SLOW = 1500;
const PATIENCE = 20000;
const LOOK = 100;
const SETTLED = 1000;
const REMEMBERED = 200;
const OFFLINE = "Vous êtes hors ligne\u00a0: la recherche reprendra avec la connexion.";
const SILENT = "La recherche ne répond pas. Vérifiez votre connexion, puis réessayez.";
const SEARCHING = "Recherche en cours…";
const OPENING = "ouverture en cours…";
const TAKEN = "la page en tient compte.";

export default function (component) {
  const { data, key, parentElement, setTriggerValue } = component;
  parentElement.fragiscope ??= searchBox(parentElement, key);
  parentElement.fragiscope.follow(data, (place) => setTriggerValue("chosen", place));
  return parentElement.fragiscope.leave;
}

function searchBox(parent, key) {
  const make = (tag, name, attributes = {}) => {
    const made = document.createElement(tag);
    made.className = name;
    for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
    return made;
  };
  const box = make("div", "fs-search");
  const label = make("label", "fs-search-label", { for: `${key}-text` });
  const field = make("div", "fs-search-field");
  const input = make("input", "fs-search-text", {
    id: `${key}-text`, type: "text", role: "combobox", maxlength: 100, enterkeyhint: "search",
    autocomplete: "off", autocapitalize: "off", autocorrect: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${key}-list`,
  });
  const panel = make("div", "fs-search-panel");
  const list = make("ul", "fs-search-list", { id: `${key}-list`, role: "listbox" });
  const note = make("p", "fs-search-note", { "aria-hidden": "true" });
  const said = make("p", "fs-search-said", { role: "status" });
  panel.append(list, note);
  field.append(input, panel);
  box.append(label, field, said);
  parent.append(box);

  const remembered = new Map();
  let given = {};
  let choose = () => {};
  let answer = null; // {text, shown, told} of the last answer
  let active = -1;
  let wanted = false; // Enter was pressed before the answer came
  let timer, slow, request;

  const typed = () => input.value.trim();

  const tell = (words) => {
    note.textContent = words;
    note.hidden = !words;
    said.textContent = words;
  };

  const open = (shown) => {
    const opened = shown && panel.hidden;
    panel.hidden = !shown;
    if (opened && panel.getBoundingClientRect().bottom > window.innerHeight)
      input.scrollIntoView({ block: "start" }); // on a phone, above the keyboard
    input.setAttribute("aria-expanded", String(shown && list.childElementCount > 0));
    if (!shown) mark(-1);
  };

  const mark = (position) => {
    active = position;
    [...list.children].forEach((option, rank) =>
      option.setAttribute("aria-selected", String(rank === position)));
    if (position < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", list.children[position].id);
      list.children[position].scrollIntoView({ block: "nearest" });
    }
  };

  const pieces = (name, parts) => {
    const text = make("span", name);
    for (const [part, bold] of parts) {
      const piece = bold ? make("b", "fs-search-typed") : make("span", "");
      piece.textContent = part;
      text.append(piece);
    }
    return text;
  };

  const show = (found) => {
    answer = found;
    list.replaceChildren(...found.shown.map((one, rank) => {
      const option = make("li", "fs-search-option", {
        id: `${key}-${rank}`, role: "option", "aria-selected": "false", "data-place": one.place,
      });
      const context = make("span", "fs-search-context");
      context.textContent = one.context;
      option.append(pieces("fs-search-name", one.name), " ", context);
      if (one.why.length) option.append(" ", pieces("fs-search-why", one.why));
      option.addEventListener("click", () => take(rank));
      return option;
    }));
    list.hidden = !found.shown.length;
    tell(found.told);
    mark(-1);
    open(document.activeElement === input && Boolean(found.shown.length || found.told));
    if (wanted && found.shown.length) take(0);
    wanted = false;
  };

  const fail = () => {
    show({ text: null, shown: [], told: navigator.onLine ? SILENT : OFFLINE });
  };

  const ask = async (pause) => {
    clearTimeout(timer);
    clearTimeout(slow);
    request?.abort();
    const text = typed();
    if (!text) {
      wanted = false;
      show({ text, shown: [], told: "" });
      return;
    }
    if (remembered.has(text)) {
      show(remembered.get(text));
      return;
    }
    if (pause) {
      timer = setTimeout(ask, pause);
      return;
    }
    request = new AbortController();
    const { signal } = request;
    slow = setTimeout(() => { tell(SEARCHING); open(true); }, SLOW);
    const patience = setTimeout(() => request.abort("late"), PATIENCE);
    try {
      const query = new URLSearchParams({ q: text, ...(given.first && { niveau: given.first }) });
      const response = await fetch(`${given.address}?${query}`, { signal });
      if (!response.ok) throw new Error(response.status);
      const found = { text, ...await response.json() };
      if (remembered.size >= REMEMBERED) remembered.clear();
      remembered.set(text, found);
      if (text === typed()) show(found);
    } catch {
      if (!signal.aborted || signal.reason === "late") fail();
    } finally {
      clearTimeout(patience);
      if (request.signal === signal) clearTimeout(slow);
    }
  };

  const take = (rank) => {
    const option = list.children[rank];
    if (connection() !== "CONNECTED") {
      tell(OFFLINE);
      return;
    }
    const name = answer.shown[rank].name.map(([part]) => part).join("");
    choose(option.dataset.place);
    input.value = "";
    list.replaceChildren();
    answer = null;
    open(false);
    said.textContent = `${name}\u00a0: ${OPENING}`;
    input.setAttribute("placeholder", said.textContent);
    const closed = given.stays ? null : closeOver(box);
    whenOpened(name, given.stays ? input : null, closed, (opened) => {
      input.setAttribute("placeholder", given.placeholder);
      tell("");
      if (!opened) said.textContent = `${name}\u00a0: ${TAKEN}`;
    });
  };

  input.addEventListener("input", () => { wanted = false; ask(PAUSE); });
  input.addEventListener("focus", () => { if (answer?.told) open(true); });
  input.addEventListener("blur", () => open(false));
  panel.addEventListener("pointerdown", (event) => event.preventDefault()); // the text keeps the focus
  input.addEventListener("keydown", (event) => {
    const count = list.childElementCount;
    if (event.isComposing) return;
    if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) take(active);
      else if (answer?.text === typed() && count) take(0);
      else if (typed()) { wanted = true; ask(0); }
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (panel.hidden) open(Boolean(count));
      if (!count || event.altKey) return;
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(active < 0 ? (step > 0 ? 0 : count - 1) : (active + step + count) % count);
    } else if (event.key === "Escape") {
      event.preventDefault();
      if (!panel.hidden) open(false);
      else { input.value = ""; ask(0); }
    }
  });
  const again = () => { if (typed() && answer && answer.text !== typed()) ask(0); };
  window.addEventListener("online", again);

  tell("");
  open(false);
  return {
    follow(data, chosen) {
      if (data.first !== given.first) remembered.clear();
      given = data;
      choose = chosen;
      label.textContent = data.label;
      list.setAttribute("aria-label", data.proposed);
      input.setAttribute("placeholder", data.placeholder);
    },
    leave() {
      clearTimeout(timer);
      clearTimeout(slow);
      request?.abort();
      window.removeEventListener("online", again);
    },
  };
}

const app = () => document.querySelector("[data-testid=stApp]");
const connection = () => app()?.dataset.testConnectionState;

/* Closes what opened over the page and holds the box, if anything does; gives its button. */
function closeOver(box) {
  if (!box.closest("[data-testid=stPopoverBody]")) return null;
  const button = document.querySelector("[data-testid=stPopoverButton][aria-expanded=true]");
  button?.click();
  return button;
}

/* Puts the focus where a choice led: the heading that names it once the server has drawn it; the box
 * where one chooses several, or where no heading names it. Not if the reader has gone elsewhere.
 */
function whenOpened(name, stays, closed, done) {
  const plain = (text) =>
    text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
  const asked = plain(name);
  const from = document.activeElement;
  const start = Date.now();
  let running = false;
  let idle = 0; // a run that the choice cut short stops before the one that answers begins

  const heading = () => [...document.querySelectorAll(
    "[data-testid=stMain] :is(h1, h2, h3, h4)")].find((one) =>
    one.closest("[data-stale=true]") === null && one.offsetParent !== null &&
    ` ${plain(one.textContent)} `.includes(` ${asked} `));
  const elsewhere = () =>
    ![document.body, from, closed].includes(document.activeElement) && document.activeElement !== null;

  const look = () => {
    const state = app()?.dataset.testScriptState;
    idle = state === "notRunning" ? idle + 1 : 0;
    running ||= idle === 0 || Date.now() > start + SLOW;
    const over = running && idle * LOOK > SETTLED || Date.now() > start + PATIENCE;
    const opened = running && !stays && heading();
    if (!opened && !over && !elsewhere()) {
      setTimeout(look, LOOK);
      return;
    }
    if (!elsewhere()) {
      const target = opened || stays || from;
      if (target === opened) opened.setAttribute("tabindex", "-1");
      if (target?.isConnected) target.focus({ preventScroll: target !== opened });
    }
    done(Boolean(opened));
  };
  look();
}
