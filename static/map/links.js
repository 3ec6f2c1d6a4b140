/* A territory under the pointer is outlined on the map, and lights what speaks of it in the page:
 * its line in a list, its bar in a histogram; and the reverse. Nothing is asked of the server.
 *
 * The page marks a line by the class st-key-fs-place-N of its block (N: rank of the territory among
 * the shapes), bars by data-fs-bin, and says by data-fs-bins, on their chart, the bar of each
 * territory: one character, from "A"; a space for those that have none.
 */
(() => {
  "use strict";
  const PLACE = /(?:^|\s)st-key-fs-place-(\d+)(?:\s|$)/;
  const PLACES = '[class*="st-key-fs-place-"]';
  const EDGE = 512; // side of a tile, in its own units
  const WEIGHT = 2;
  const MOST = 400; // outlines drawn at once

  /* The page around the frame; none where the map stands alone. */
  const pageOf = () => {
    try {
      return window.parent === window ? null : window.parent.document;
    } catch {
      return null; // another site shows the map
    }
  };

  /* Lines of a territory in the tiles at hand, less the cuts along the edges of tiles. */
  const linesOf = (grid, wanted, { lowZoom, maxZoom }) => {
    const zoom = Math.round(grid._map.getZoom()) - 1; // of the data: tiles of 512 pixels
    const near = zoom > lowZoom;
    const { cache } = grid.views.get(near ? "high" : "low").tileCache;
    const level = Math.min(zoom, near ? maxZoom : lowZoom);
    const cut = (a, b) => ["x", "y"].some((axis) =>
      (a[axis] <= 0 && b[axis] <= 0) || (a[axis] >= EDGE && b[axis] >= EDGE));
    const lines = [];
    for (const [key, { data }] of cache) {
      const [x, y, z] = key.split(":").map(Number);
      if (z !== level) continue;
      const onMap = (point) =>
        grid._map.unproject(L.point(x * EDGE + point.x, y * EDGE + point.y), z + 1);
      for (const { props, geom } of data.get("territoires") || []) {
        if (!wanted.has(props.i)) continue;
        for (const ring of geom) {
          let line = [];
          for (let at = 1; at < ring.length; at++) {
            if (cut(ring[at - 1], ring[at])) {
              if (line.length) lines.push(line);
              line = [];
            } else {
              if (!line.length) line.push(onMap(ring[at - 1]));
              line.push(onMap(ring[at]));
            }
          }
          if (line.length) lines.push(line);
        }
      }
    }
    return lines;
  };

  fragiscope.links = (grid, options) => {
    const page = pageOf();
    const drawn = L.layerGroup();
    let shown = "";

    const outline = (indices) => {
      const wanted = new Set([...indices].slice(0, MOST));
      const key = [...wanted].join();
      if (key === shown || !grid._map) return;
      shown = key;
      drawn.clearLayers();
      if (!wanted.size) return;
      const lines = linesOf(grid, wanted, options);
      for (const [color, weight] of [[options.casing, WEIGHT + 1.6], [options.ink, WEIGHT]]) {
        L.polyline(lines, { color, weight, opacity: 1, interactive: false }).addTo(drawn);
      }
      drawn.addTo(grid._map);
    };

    const light = (indices) => {
      for (const lit of page?.querySelectorAll(".fs-lit") || []) lit.classList.remove("fs-lit");
      if (!page || !indices.length) return;
      const [index] = indices;
      page.querySelector(`.st-key-fs-place-${index}`)?.classList.add("fs-lit");
      for (const chart of page.querySelectorAll("[data-fs-bins]")) {
        const bin = chart.dataset.fsBins.charCodeAt(index) - 65;
        chart.querySelector(`[data-fs-bin="${bin}"]`)?.classList.add("fs-lit");
      }
    };

    /* From the map. */
    fragiscope.onPlace = (index) => {
      const indices = index === null ? [] : [index];
      outline(indices);
      light(indices);
    };

    /* From the page. */
    const indicesOf = (target) => {
      const line = target.closest?.(PLACES);
      if (line) return [Number(PLACE.exec(line.className)[1])];
      const bar = target.closest?.("[data-fs-bin]");
      if (!bar) return null;
      const wanted = String.fromCharCode(65 + Number(bar.dataset.fsBin));
      const bins = [...bar.closest("[data-fs-bins]").dataset.fsBins];
      return bins.flatMap((bin, index) => (bin === wanted ? [index] : []));
    };
    let pointed = false;
    const follow = ({ target }) => {
      const indices = indicesOf(target);
      if (indices === null && !pointed) return;
      pointed = indices !== null;
      outline(indices || []);
      light(indices?.length === 1 ? indices : []);
    };
    for (const event of ["pointerover", "focusin"]) page?.addEventListener(event, follow);
    window.addEventListener("pagehide", () => {
      for (const event of ["pointerover", "focusin"]) page?.removeEventListener(event, follow);
    });
    grid.on("remove", () => outline([]));
    grid.on("add", () => grid._map.on("zoomstart", () => outline([])));
  };
})();
