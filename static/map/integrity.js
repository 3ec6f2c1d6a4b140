/* Loaded first when scripts come from the public CDN: an address that carries its hash as a
 * fragment (…/leaflet.js#sha384-…) gets the integrity attribute before the browser asks for it. */
(() => {
  "use strict";
  const append = Node.prototype.appendChild;
  Node.prototype.appendChild = function (node) {
    const [, hash] = (node.src || node.href || "").split("#");
    if ((node.tagName === "SCRIPT" || node.tagName === "LINK") && hash?.startsWith("sha384-")) {
      node.crossOrigin = "anonymous";
      node.integrity = hash;
    }
    return append.call(this, node);
  };
})();
