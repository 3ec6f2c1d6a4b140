/* What stands in the place of the territories while they come, and when they do not. */
(() => {
  "use strict";
  const DRAWING = "La carte se dessine…";
  const FAILED = "Les contours de la carte ne sont pas arrivés. Le tableau de la page donne les mêmes " +
    "valeurs ; pour réessayer, rechargez la page.";
  const PATIENCE = 300; // milliseconds that a move of the map may take without a word
  /* Files of the shapes; lines over them may lack without a word. */
  const SHAPES = ["low", "high"];

  fragiscope.waitFor = (grid) => {
    let failed = false;
    let told = null;
    let patience = null;
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
    grid.on("add", () => tell(DRAWING, "status"));
    grid.on("loading", () => {
      failed = false;
      clearTimeout(patience);
      patience = setTimeout(() => tell(DRAWING, "status"), PATIENCE);
    });
    grid.on("load", () => {
      clearTimeout(patience);
      if (failed) tell(FAILED, "alert");
      else hush();
    });
    grid.on("remove", hush);
  };
})();
