/* The map without a mouse: arrows move it, + and - zoom, Enter chooses what lies under the mark in
 * its middle, whose name is told each time the map stops. The layer knows what lies there, how to say
 * it, how to show it and how to choose it: a territory of the tiles, or a circle.
 */
(() => {
  "use strict";
  fragiscope.keyboard = ({ map, kind, under, told, show, choose }) => {
    const HOW = "Flèches pour déplacer la carte, plus et moins pour zoomer, Entrée pour choisir le " +
      `${kind} sous le repère central.`;
    const NOTHING = `Aucun ${kind} sous le repère.`;
    const box = map.getContainer();
    const how = L.DomUtil.create("p", "fs-unseen", box);
    how.id = "fs-how";
    how.textContent = HOW;
    box.setAttribute("aria-describedby", how.id);
    const spoken = L.DomUtil.create("p", "fs-unseen fs-spoken", box);
    spoken.setAttribute("role", "status");
    const mark = L.DomUtil.create("div", "fs-cross", box);
    mark.setAttribute("aria-hidden", "true");

    let keys = false; // whether the reader moves the map by keyboard
    const tell = () => {
      mark.hidden = !keys;
      if (mark.hidden) return;
      const found = under(map.getCenter());
      spoken.textContent = found ? told(found) : NOTHING;
      show(found, map.getCenter());
    };
    mark.hidden = true;
    const turn = (on) => {
      if (keys && !on) show(null);
      keys = on;
      tell();
    };
    box.addEventListener("focus", () => turn(box.matches(":focus-visible")));
    box.addEventListener("blur", () => turn(false));
    box.addEventListener("pointerdown", () => turn(false), { capture: true });
    map.on("moveend", tell);
    box.addEventListener("keydown", (event) => {
      if (event.target !== box) return;
      if (!keys && event.key.startsWith("Arrow")) turn(true);
      if (event.key !== "Enter") return;
      event.preventDefault();
      const found = under(map.getCenter());
      if (!found) return;
      choose(found, map.getCenter());
      spoken.textContent = `Choisi : ${told(found)}`;
    });
    return tell; // for what comes to be known of a place where the map stands still
  };
})();
