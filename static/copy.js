/* A text to take away: shown whole, selected when it is reached, copied by its button. */

export default function (component) {
  const { data, parentElement } = component;
  let box = parentElement.querySelector(".fs-copy");
  if (!box) {
    box = document.createElement("div");
    box.className = "fs-copy";
    const label = document.createElement("label");
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.spellcheck = false;
    field.addEventListener("focus", () => field.select());
    const button = document.createElement("button");
    button.type = "button";
    const said = document.createElement("span");
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      said.textContent = (await copied(field)) ? box.done : box.failed;
    });
    label.append(document.createElement("span"), field);
    box.append(label, button, said);
    parentElement.append(box);
  }
  const [label, button] = box.children;
  box.done = data.done;
  box.failed = data.failed;
  label.firstChild.textContent = data.label;
  button.textContent = data.button;
  const field = label.lastChild;
  if (field.value !== data.text) {
    field.value = data.text;
    field.rows = data.rows;
    box.lastChild.textContent = "";
  }
}

/* Outside of https a browser gives a page no clipboard: what is selected is copied the old way. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand("copy");
  }
}
