/* Loaded first: it guards the other scripts of the map.
 *
 * An address of the public CDN that carries its hash as a fragment (…/leaflet.js#sha384-…) gets the
 * integrity attribute before the browser asks for it. A script or a style that cannot be had is
 * said, where the frame would stay empty.
 */
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

  const tell = ({ target }) => {
    const address = target?.src || target?.href;
    if (!["SCRIPT", "LINK"].includes(target?.tagName) || document.getElementById("fs-missing")) return;
    const [file] = address.split("/").pop().split(/[?#]/);
    const box = document.createElement("p");
    box.id = "fs-missing";
    box.setAttribute("role", "alert");
    box.style.cssText = "position:fixed;inset:0 0 auto 0;z-index:10000;margin:0;padding:.75rem 1rem;" +
      "background:#fff;color:#1d1a2b;border-bottom:2px solid #b3261e;font:1rem/1.5 sans-serif";
    box.textContent = `La carte ne peut pas s’afficher : ${file} est introuvable ou altéré. ` +
      "Le tableau de la page donne les mêmes valeurs. Pour installer les scripts de la carte sur ce " +
      "serveur : « python -m tools.assets ».";
    document.body.append(box);
    window.frameElement?.setAttribute("data-fs-there", ""); // the page says no more that a map comes
    // Without the map, nothing else gives the frame a height.
    window.parent.postMessage(
      { isStreamlitMessage: true, type: "streamlit:setFrameHeight", height: box.offsetHeight }, "*");
  };
  window.addEventListener("error", tell, true);
})();
