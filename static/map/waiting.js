/* What stands in the place of the territories while they come, and when they do not. */
(() => {
  "use strict";
  const DRAWING = "La carte se dessine…";
  const FAILED = "Les contours de la carte ne sont pas arrivés. Le tableau de la page donne les mêmes " +
    "valeurs ; pour réessayer, rechargez la page.";
  const PATIENCE = 300; // milliseconds that a move of the map may take without a word
  /* Files of the shapes; lines over them may lack without a word. */
  const SHAPES = ["low", "high"];

  /* What tools/outline.py drew, and where. */
  const OUTLINE = new URL("outline.svg", document.currentScript.src).href;
  const CORNERS = [[41.3, -5.2], [51.15, 9.6]];
  const BELOW = "fs-outline"; // under the tiles, which cover it one by one

  const outline = (map) => {
    if (!map.getPane(BELOW)) map.createPane(BELOW).style.zIndex = 150;
    return L.imageOverlay(OUTLINE, CORNERS, { pane: BELOW, interactive: false }).addTo(map);
  };

  fragiscope.waitFor = (grid) => {
    let failed = false;
    let told = null;
    let patience = null;
    let drawn = null;
    const tell = (text, role) => {
      if (!grid._map) return;
      const box = grid._map.getContainer();
      told = told || L.DomUtil.create("p", "fs-waiting", box);
      told.setAttribute("role", role);
      told.classList.toggle("fs-failed", role === "alert");
      told.textContent = text;
    };
    const hush = () => { told?.remove(); told = null; };
    for (const name of SHAPES) {
      const { source } = grid.views.get(name).tileCache;
      const get = source.get.bind(source);
      source.get = (...asked) => get(...asked).catch((error) => {
        failed ||= error.name !== "AbortError";
        throw error;
      });
    }
    grid.on("add", () => {
      drawn = outline(grid._map);
      tell(DRAWING, "status");
    });
    grid.on("loading", () => {
      failed = false;
      clearTimeout(patience);
      patience = setTimeout(() => tell(DRAWING, "status"), PATIENCE);
    });
    grid.on("load", () => {
      clearTimeout(patience);
      if (failed) tell(FAILED, "alert");
      else {
        hush();
        drawn?.remove();
      }
    });
    grid.on("remove", () => { hush(); drawn?.remove(); });
  };
})();
