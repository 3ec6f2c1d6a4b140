/* What the map of Fragiscope needs beyond Leaflet: one drawing ("view") shared by all the layers,
 * repainted without rebuilding anything when another indicator is shown.
 *
 * Every text received here went through common/safe_text.py: it is inert HTML.
 */
(() => {
  "use strict";

  const BLANK = { codes: "", marks: "", colours: [], labels: [], patterns: [], texts: null, opacity: 1,
                  noData: "#c6cacf", noDataInk: "#2b2f36", noDataLabel: "", inks: [] };

  const RESTED = 100; // milliseconds without a move after which a first view rests

  /* ---- the drawing: a character or two per territory -------------------------------------
   * codes: 'a', 'b', … class 0, 1, …   '-' no data   ' ' not drawn
   * marks: '0' plain   '1', '2', … the first, second… pattern of the drawing; "" when all are plain
   */
  const read = (index) => {
    const { codes, marks, patterns } = fragiscope.view;
    const character = codes[index];
    if (character === undefined || character === " ") return null;
    const [pattern, meaning] = patterns[(marks[index] || 0) - 1] || ["", ""];
    return { rank: character === "-" ? -1 : character.charCodeAt(0) - 97, pattern, meaning };
  };

  const colourOf = (mark) =>
    mark.rank < 0 ? fragiscope.view.noData : fragiscope.view.colours[mark.rank];

  /* Attributes are not parsed as HTML: give them back their characters. */
  const plain = (safe) => {
    const box = document.createElement("i");
    box.innerHTML = safe;
    return box.textContent;
  };

  /* The patterns of geo/hatching.py, in a tile of 8 pixels that repeats. */
  const slanted = (pen, from, to) => {
    for (const shift of [-8, 0, 8]) {
      pen.moveTo(shift, from);
      pen.lineTo(shift + 8, to);
    }
  };
  const strokes = {
    rising: (pen) => slanted(pen, 8, 0),
    falling: (pen) => slanted(pen, 0, 8),
    crossed: (pen) => { slanted(pen, 8, 0); slanted(pen, 0, 8); },
    level: (pen) => { for (const y of [1.5, 5.5]) { pen.moveTo(0, y); pen.lineTo(8, y); } },
    dotted: (pen) => { for (const at of [1, 5]) pen.rect(at + 0.5, at + 0.5, 1, 1); },
  };

  const tiled = new Map();
  const hatch = (pattern, colour, ink) => {
    const key = pattern + colour + ink;
    if (!tiled.has(key)) {
      const tile = document.createElement("canvas");
      tile.width = tile.height = 8;
      const pen = tile.getContext("2d");
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 8, 8);
      pen.strokeStyle = ink;
      pen.lineWidth = 1;
      pen.beginPath();
      strokes[pattern](pen);
      pen.stroke();
      tiled.set(key, pen.createPattern(tile, "repeat"));
    }
    return tiled.get(key);
  };

  const inkOf = (mark) =>
    mark.rank < 0 ? fragiscope.view.noDataInk : fragiscope.view.inks[mark.rank];

  const fillOf = (mark) =>
    mark.pattern ? hatch(mark.pattern, colourOf(mark), inkOf(mark)) : colourOf(mark);

  const describe = (index) => {
    const { view } = fragiscope;
    if (view.texts) return view.texts[index] || "";
    const mark = read(index);
    if (!mark) return "";
    if (mark.rank < 0) return mark.meaning || view.noDataLabel;
    const label = view.labels[mark.rank];
    const also = mark.meaning.charAt(0).toLowerCase() + mark.meaning.slice(1);
    return also ? `${label} (${also})` : label;
  };

  const bubble = (name, index) => {
    const box = L.DomUtil.create("div", "fs-bubble");
    box.innerHTML = `<b>${name}</b><br>${describe(index)}`;
    return box;
  };

  /* ---- layers that show the drawing -------------------------------------------------------- */
  const painters = new Set();
  let ground = () => {};  // draws the same territories on another map

  const trace = (pen, rings) => {
    pen.beginPath();
    for (const ring of rings) {
      pen.moveTo(ring[0].x, ring[0].y);
      for (let i = 1; i < ring.length; i++) pen.lineTo(ring[i].x, ring[i].y);
    }
  };

  const line = (ink, width) => ({
    draw(pen, rings) {
      pen.strokeStyle = ink;
      pen.lineWidth = width;
      pen.lineJoin = "round";
      trace(pen, rings);
      pen.stroke();
    },
  });

  /* Fill, and a stroke of the same colour: the seams that antialiasing leaves between two
   * neighbours would wash the colours out where territories are a few pixels wide. */
  const surface = {
    draw(pen, rings, zoom, feature) {
      const mark = read(feature.props.i);
      if (!mark) return;
      pen.globalAlpha = fragiscope.view.opacity;
      trace(pen, rings);
      pen.fillStyle = pen.strokeStyle = fillOf(mark);
      pen.fill();
      if (fragiscope.view.opacity === 1) {
        pen.lineWidth = 0.8;
        pen.stroke();
      }
      pen.globalAlpha = 1;
    },
  };

  /* A screen at zoom z shows data of zoom z - 1 (tiles of 512 pixels): the file of the far views
   * ends where the other begins. */
  const tileRules = ({ lowZoom, outlineZoom, ink, casing, borders }) => {
    const territories = (symbolizer, range) => ({ dataLayer: "territoires", symbolizer, ...range });
    const drawn = (zoom, { props }) => read(props.i) !== null;
    const edge = line("rgba(255,255,255,0.75)", 0.6);
    const border = (kind, symbolizer, range) => ({ dataSource: "borders", dataLayer: "limites",
      symbolizer, filter: (zoom, { props }) => props.k === kind, ...range });
    const near = { dataSource: "high", minzoom: lowZoom + 2 };
    const far = { dataSource: "low", maxzoom: lowZoom + 1 };
    const rules = [
      territories(surface, far),
      territories(surface, near),
      territories(edge, { ...far, minzoom: outlineZoom, filter: drawn }),
      territories(edge, { ...near, minzoom: Math.max(outlineZoom, lowZoom + 2), filter: drawn }),
    ];
    if (borders.includes("d")) {
      rules.push(border("d", line(casing, 1.6), { minzoom: 8 }),
                 border("d", line(ink, 0.35), { maxzoom: 7 }),
                 border("d", line(ink, 0.7), { minzoom: 8 }));
    }
    return [...rules, border("r", line(casing, 1.8)), border("r", line(ink, 0.9))];
  };

  const tileGrid = (options, archives) => {
    const grid = protomapsL.leafletLayer({
      sources: Object.fromEntries(Object.entries(archives).map(
        ([name, url]) => [name, { url, maxDataZoom: options.maxZoom }])),
      paintRules: tileRules(options), labelRules: [], lang: "fr", bounds: options.bounds,
      attribution: "", noWrap: true, tileDelay: 1,
    });
    waitForView(grid);
    painters.add({ repaint: () => grid._map && grid.rerenderTiles() });
    window.addEventListener("pagehide", () => { // or the tiles on their way are logged as errors
      for (const part of grid.views.values()) {
        for (const { controller } of part.tileCache.source.zoomaborts) controller.abort();
      }
    });
    const tip = L.tooltip({ className: "fs-tooltip", offset: [14, 0], direction: "auto" });
    let waiting = null;
    /* What is drawn under a place: name and rank of the territory, or null. */
    grid.under = (latlng) => {
      const found = [...grid.queryTileFeaturesDebug(latlng.lng, latlng.lat, 0).values()].flat()
        .find(({ layerName }) => layerName === "territoires");
      return found && read(found.feature.props.i) ? found.feature.props : null;
    };
    grid.tell = (found, latlng) => {
      if (!found) tip.remove();
      else tip.setLatLng(latlng).setContent(bubble(found.n, found.i)).addTo(grid._map);
    };
    const point = (latlng) => {
      const found = grid.under(latlng);
      grid.tell(found, latlng);
      fragiscope.onPlace(found ? found.i : null);
    };
    const follow = ({ latlng }) => {
      if (waiting === null) {
        requestAnimationFrame(() => { if (waiting && grid._map) point(waiting); waiting = null; });
      }
      waiting = latlng;
    };
    const leave = () => { waiting = null; tip.remove(); fragiscope.onPlace(null); };
    grid.on("add", () => grid._map.on("mousemove", follow).on("mouseout zoomstart", leave));
    grid.on("remove", leave);
    return grid;
  };

  /* Panels that come move the first view from one zoom to another, and back: tiles are asked for once
   * it rests, or those of each zoom would cross the network, or be given up while they are shown. */
  const waitForView = (grid) => {
    const update = grid._update;
    let rested = false;
    let rest = null;
    grid._update = function (center) { if (rested) update.call(this, center); };
    const wait = () => {
      clearTimeout(rest);
      rest = setTimeout(() => {
        grid._map?.off("zoomend moveend resize", wait);
        rested = true;
        if (grid._map) update.call(grid);
      }, RESTED);
    };
    grid.once("add", () => { grid._map.on("zoomend moveend resize", wait); wait(); });
    grid.once("remove", () => clearTimeout(rest));
  };

  const tiles = (options) => {
    const grid = tileGrid(options, options.urls);
    fragiscope.waitFor(grid);
    fragiscope.links(grid, options);
    grid.once("add", () => grid.on("load", fragiscope.keyboard({
      map: grid._map, kind: "territoire", under: grid.under,
      told: ({ n, i }) => `${plain(n)}. ${plain(describe(i))}`,
      show: (found, latlng) => {
        grid.tell(found, latlng);
        fragiscope.onPlace(found ? found.i : null);
      },
      choose: (_, latlng) => grid._map.fire("click", { latlng }),
    })));
    grid.once("load", () => { fragiscope.coloured = performance.now(); });
    ground = (map) => {
      // The directories of the files are read once for all the maps.
      const shared = [...grid.views].map(([name, part]) => [name, part.tileCache.source.p]);
      tileGrid(options, Object.fromEntries(shared)).addTo(map);
    };
    return grid;
  };

  /* ---- other layers ------------------------------------------------------------------------ */
  const outlines = ({ data, ink, casing, weight }) => {
    const draw = (color, width) =>
      L.geoJSON(data, { interactive: false, style: { fill: false, color, weight: width, opacity: 1 } });
    return L.featureGroup([draw(casing, weight + 1.4), draw(ink, weight)]);
  };

  /* Insets show the circles too: each inset asks those on the map, each group of circles asks the
   * insets already there. */
  const insetViews = new Set();
  const insetCopies = new Set();

  /* Without a mouse, a circle is chosen as a territory is, on the maps that have no tiles. */
  const REACHED = 13; // pixels, that of the mark in the middle
  const circlesByKeyboard = (group) => {
    const map = group._map;
    if (map.getContainer().querySelector(".fs-cross")) return;
    const apart = (latlng) => (circle) =>
      map.latLngToLayerPoint(circle.getLatLng()).distanceTo(map.latLngToLayerPoint(latlng));
    let shown = null;
    const tell = fragiscope.keyboard({
      map, kind: "cercle",
      under: (latlng) => {
        const away = apart(latlng);
        return reached().filter((one) => away(one) <= one.getRadius() + REACHED)
          .sort((one, other) => away(one) - away(other))[0] || null;
      },
      told: (circle) => plain(circle.getTooltip().getContent()),
      show: (circle) => {
        shown?.closeTooltip();
        shown = circle && circle.openTooltip(circle.getLatLng());
      },
      choose: (circle) => circle.fire("click", { latlng: circle.getLatLng() }, true),
    });
    group.on("add", tell);
  };
  const drawnCircles = new Set();
  const reached = () => [...drawnCircles].flatMap((group) => group.getLayers());

  const circles = ({ rows, fill, ink }) => {
    const make = (some) => L.featureGroup(some.map(([lat, lng, radius, text]) =>
      L.circleMarker([lat, lng], { radius, color: ink, weight: 1, fillColor: fill, fillOpacity: 0.65,
                                   bubblingMouseEvents: true })
        .bindTooltip(text, { sticky: true, className: "fs-tooltip" })));
    const group = make(rows);
    const copies = [];
    const copyTo = ({ map, bounds }) =>
      copies.push(make(rows.filter((row) => bounds.contains(row.slice(0, 2)))).addTo(map));
    group.on("add", () => {
      drawnCircles.add(group);
      circlesByKeyboard(group);
      insetCopies.add(copyTo);
      insetViews.forEach(copyTo);
    });
    group.on("remove", () => {
      drawnCircles.delete(group);
      insetCopies.delete(copyTo);
      for (const copy of copies.splice(0)) copy.remove();
    });
    return group;
  };

  /* The map may stop between two zooms (geo/maps: half a zoom); leaflet.markercluster, which starts
   * from whole ones, then never came to the points that stand apart from all the others. */
  const climb = L.MarkerCluster.prototype._recursively;
  L.MarkerCluster.prototype._recursively = function (bounds, from, ...rest) {
    return climb.call(this, bounds, Math.floor(from), ...rest);
  };

  const points = ({ rows, fill, ink, clustered }) => {
    const markers = rows.map(([lat, lng, text]) => {
      const icon = L.divIcon({ className: "", iconSize: [14, 14],
        html: `<span class="fs-point" style="background:${fill};border-color:${ink}"></span>` });
      const marker = L.marker([lat, lng], { icon, bubblingMouseEvents: false, keyboard: true })
        .bindPopup(text, { className: "fs-popup", maxWidth: 320 });
      const said = plain(text.replaceAll("<br>", ", "));
      marker.on("add", () => marker.getElement().setAttribute("aria-label", said));
      /* Enter opens the bubble, as a click does; only a click is told to the page. */
      return marker.on("keypress", ({ originalEvent }) => {
        if (originalEvent.key !== "Enter") return;
        marker.closePopup();
        marker.fire("click", { latlng: marker.getLatLng() }, true);
      });
    });
    if (!clustered) return L.featureGroup(markers);
    const group = L.markerClusterGroup({ maxClusterRadius: 44, showCoverageOnHover: false,
      chunkedLoading: true, iconCreateFunction: (cluster) => {
        const count = cluster.getChildCount();
        const size = count < 10 ? 28 : count < 100 ? 34 : 42;
        return L.divIcon({ className: "fs-cluster", iconSize: [size, size],
                           html: `<span>${count.toLocaleString("fr-FR")}<i class="fs-unseen"> points, à agrandir</i></span>` });
      } });
    return group.addLayers(markers);
  };

  const image = ({ url, bounds, opacity, alt }) =>
    L.imageOverlay(url, bounds, { opacity, alt: plain(alt), className: "fs-image", interactive: false });

  /* ---- texts: pseudo-layers, so that they come and go with the drawing ---------------------- */
  const Attached = L.Layer.extend({
    initialize(attach) { this._attach = attach; },
    onAdd(map) { this._detach = this._attach(map); },
    onRemove() { this._detach(); },
  });
  const attached = (attach) => new Attached(attach);

  const panel = ({ html, position, className, label }) => attached((map) => {
    const control = L.control({ position });
    control.onAdd = () => {
      const box = L.DomUtil.create("section", `fs-panel ${className}`);
      box.innerHTML = html;
      box.setAttribute("aria-label", plain(label));
      L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
      return box;
    };
    control.addTo(map);
    return () => control.remove();
  });

  /* The DROM beside métropole: small maps of the same drawing, each with its own scale bar. A click
   * there is a click on the map; a click on the name brings the map there. */
  const insets = ({ places, position, label, goTo, home, inTwo }) => attached((map) => {
    const control = L.control({ position });
    const small = [];
    const goButton = (parent, text, spoken, bounds) => {
      const button = L.DomUtil.create("button", "", parent);
      button.type = "button";
      button.innerHTML = text;
      button.setAttribute("aria-label", plain(spoken));
      button.onclick = () => (bounds ? map.fitBounds(bounds) : fragiscope.lookHome());
    };
    control.onAdd = () => {
      const box = L.DomUtil.create("section", inTwo ? "fs-insets fs-in-two" : "fs-insets");
      box.setAttribute("aria-label", plain(label));
      L.DomEvent.disableClickPropagation(box).disableScrollPropagation(box);
      for (const { name, bounds } of places) {
        const frame = L.DomUtil.create("figure", "", box);
        const view = L.DomUtil.create("div", "fs-inset", frame);
        Object.assign(view.style, { width: "68px", height: "62px" }); // before the style sheet
        goButton(frame, name, `${goTo} ${name}`, bounds);
        small.push({ view, bounds });
      }
      goButton(L.DomUtil.create("figure", "fs-home", box), home, home);
      return box;
    };
    control.addTo(map);
    for (const part of small) {
      part.map = L.map(part.view, { attributionControl: false, zoomControl: false, dragging: false,
        scrollWheelZoom: false, doubleClickZoom: false, boxZoom: false, touchZoom: false,
        keyboard: false, zoomSnap: 0.05, fadeAnimation: false, preferCanvas: true });
      const fit = () => part.map.fitBounds(part.bounds, { animate: false });
      fit();
      part.map.on("resize", fit); // before its frame is laid out, an inset has no size
      part.view.tabIndex = -1;
      L.control.scale({ imperial: false, maxWidth: 34 }).addTo(part.map);
      part.map.on("click", ({ latlng }) => map.fire("click", { latlng }));
      const seen = { map: part.map, bounds: L.latLngBounds(part.bounds) };
      ground(seen.map);
      insetViews.add(seen);
      for (const copyTo of insetCopies) copyTo(seen);
    }
    return () => {
      insetViews.clear();
      for (const part of small) part.map.remove();
      control.remove();
    };
  });

  const banner = ({ html }) => attached((map) => {
    const box = L.DomUtil.create("p", "fs-banner", map.getContainer());
    box.setAttribute("role", "note");
    box.innerHTML = html;
    return () => box.remove();
  });

  const mention = ({ html }) => attached((map) => {
    map.attributionControl.addAttribution(html);
    return () => map.attributionControl.removeAttribution(html);
  });

  let painted = "";
  const view = (drawing) => attached(() => {
    const asked = JSON.stringify(drawing);
    if (asked !== painted) {  // a click brings the same drawing again, with another outline
      painted = asked;
      fragiscope.view = { ...BLANK, ...drawing };
      for (const painter of painters) painter.repaint();
    }
    return () => {};
  });

  /* ---- the frame --------------------------------------------------------------------------- */
  /* The page takes its own words off the frame (static/fragiscope.css) once that is no longer so low. */
  const [THERE, LOW] = ["data-fs-there", 100];
  const NARROW = "(max-width: 560px)";  // as in fragiscope.css: panels stand under what is shown
  const [BESIDE, BELOW] = [".leaflet-bottom.leaflet-left", ".leaflet-bottom.leaflet-right"];

  /* The first view leaves to the panels the room that they take: under it on a narrow screen;
   * on a wide one, above, below, and beside (a part of its width, or that of the legend). */
  const firstView = (map, { bounds, beside, padding }) => (options) => {
    const part = (selector) => map.getContainer().querySelector(selector);
    const narrow = window.matchMedia(NARROW).matches;
    const banner = part(".fs-banner");
    const above = banner ? banner.offsetTop + banner.offsetHeight : 0;
    const under = part(narrow ? ".leaflet-control-container" : BELOW).offsetHeight;
    const left = !narrow && beside === null ? part(BESIDE).offsetWidth : 0;
    const [[south, west], [north, east]] = bounds;
    const further = narrow ? 0 : (beside || 0) * (east - west);
    const room = map.getSize().y > 1.5 * (above + under) ? under : 0;
    return map.fitBounds([[south, west - further], [north, east]], {
      paddingTopLeft: [padding + left, padding + above],
      paddingBottomRight: [padding, padding + room], ...options });
  };

  const setup = (map, options) => {
    document.documentElement.lang = "fr";
    const box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Carte");
    /* Leaflet focuses the map on mousedown; a page that scrolls then loses the click. The page may
     * still give the focus back to a map whose frame, and what it knew, is gone. */
    const focus = box.focus.bind(box);
    box.focus = (how) => focus({ ...how, preventScroll: true });
    fragiscope.gestures(map);
    L.control.zoom({ position: "topleft", zoomInTitle: "Zoom avant", zoomOutTitle: "Zoom arrière" })
      .addTo(map);
    L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
    map.attributionControl.setPrefix(
      '<a href="https://leafletjs.com" target="_blank" rel="noopener">Leaflet</a>');
    /* Panels that come and the window that turns move the first view, until the reader has
     * touched the map. */
    let touched = false;
    for (const event of ["pointerdown", "wheel", "keydown"]) {
      box.addEventListener(event, () => { touched = true; }, { once: true, capture: true });
    }
    fragiscope.lookHome = firstView(map, options);
    const lookAgain = () => { if (!touched) fragiscope.lookHome({ animate: false }); };
    lookAgain();
    map.on("resize", lookAgain);
    /* The page decides of the height of the frame, and the window is not told. */
    new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(box);
    const panels = new ResizeObserver(lookAgain);
    for (const part of box.querySelectorAll(`${BESIDE}, ${BELOW}`)) panels.observe(part);
    const there = () => {
      if (window.innerHeight > LOW) window.frameElement?.setAttribute(THERE, "");
    };
    there();
    window.addEventListener("resize", there);
  };

  window.fragiscope = { view: { ...BLANK }, tiles, outlines, circles, points, image, panel,
                        insets, banner, mention, show: view, setup, coloured: null,
                        lookHome: () => {}, onPlace: () => {}, plain };
})();
