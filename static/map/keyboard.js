/* The map without a mouse: arrows move it, + and - zoom, Enter chooses the territory under the mark
 * in its middle, whose name is told each time the map stops.
 */
(() => {
  "use strict";
  const HOW = "Flèches pour déplacer la carte, plus et moins pour zoomer, Entrée pour choisir le " +
    "territoire sous le repère central.";
  const NOTHING = "Aucun territoire sous le repère.";

  fragiscope.keyboard = (grid, describe) => {
    const map = grid._map;
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
      const found = grid.under(map.getCenter());
      spoken.textContent = found ? `${fragiscope.plain(found.n)}. ${fragiscope.plain(describe(found.i))}`
        : NOTHING;
      fragiscope.onPlace(found ? found.i : null);
      grid.tell(found, map.getCenter());
    };
    mark.hidden = true;
    const turn = (on) => {
      if (keys && !on) {
        grid.tell(null);
        fragiscope.onPlace(null);
      }
      keys = on;
      tell();
    };
    box.addEventListener("focus", () => turn(box.matches(":focus-visible")));
    box.addEventListener("blur", () => turn(false));
    box.addEventListener("pointerdown", () => turn(false), { capture: true });
    map.on("moveend", tell);
    grid.on("load", tell); // what lies there was not known before
    box.addEventListener("keydown", (event) => {
      if (event.target !== box) return;
      if (!keys && event.key.startsWith("Arrow")) turn(true);
      if (event.key !== "Enter") return;
      event.preventDefault();
      const found = grid.under(map.getCenter());
      if (!found) return;
      map.fire("click", { latlng: map.getCenter() });
      spoken.textContent = `${fragiscope.plain(found.n)} : territoire choisi.`;
    });
  };
})();
