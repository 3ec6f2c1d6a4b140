/* A page that scrolls keeps one finger and the wheel for itself: two fingers move the map, the wheel
 * zooms with Ctrl (or ⌘). Whoever tries otherwise is told so, in a few words over the map.
 */
(() => {
  "use strict";
  const TOLD_FOR = 1400; // milliseconds
  const MOVED = 8; // pixels, under which a finger only taps
  const APPLE = /Mac|iP(hone|ad|od)/.test(navigator.platform);
  const WHEEL = `Pour zoomer : ${APPLE ? "⌘" : "Ctrl"} et la molette`;
  const FINGERS = "Deux doigts pour déplacer la carte";

  const hint = (box) => {
    const told = L.DomUtil.create("p", "fs-hint", box);
    told.setAttribute("aria-hidden", "true"); // of no use to who uses neither wheel nor finger
    let until = null;
    return (text) => {
      told.textContent = text;
      told.classList.add("fs-told");
      clearTimeout(until);
      until = setTimeout(() => told.classList.remove("fs-told"), TOLD_FOR);
    };
  };

  fragiscope.gestures = (map) => {
    const box = map.getContainer();
    const tell = hint(box);
    box.classList.add("fs-shared"); // leaves the browser its own gestures, in fragiscope.css
    box.addEventListener("wheel", (event) => {
      if (event.ctrlKey || event.metaKey || event.target.closest(".fs-panel")) return;
      event.stopPropagation(); // Leaflet does not see it: the page scrolls
      tell(WHEEL);
    }, { capture: true, passive: true });

    if (window.matchMedia("(pointer: coarse)").matches) map.dragging.disable();
    let start = null;
    const one = ({ touches }) => (touches.length === 1 ? touches[0] : null);
    box.addEventListener("touchstart", (event) => {
      start = one(event);
      map.dragging.disable(); // two fingers move the map while they zoom it
    }, { capture: true, passive: true });
    box.addEventListener("touchmove", (event) => {
      const finger = one(event);
      if (!start || !finger || event.target.closest(".fs-panel")) return;
      if (Math.hypot(finger.clientX - start.clientX, finger.clientY - start.clientY) > MOVED) {
        tell(FINGERS);
      }
    }, { capture: true, passive: true });
    box.addEventListener("pointerdown", ({ pointerType }) => {
      if (pointerType === "mouse") map.dragging.enable();
    }, { capture: true });
  };
})();
