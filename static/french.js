/* Streamlit words some messages of its page in English, without a setting for it: the choice of a
 * file, a file refused, a server that does not answer, the screens that do not fit in the bar. They
 * are said in French here, and nothing else of the page is touched.
 */
(() => {
  "use strict";
  document.documentElement.lang = "fr";
  if (window.fragiscopeFrench) return;
  window.fragiscopeFrench = true;

  const PLACES = "[data-testid=stFileUploader], [data-testid=stDownloadButton], [role=dialog], " +
    "[data-testid=stHeader]";
  const size = (number, unit) => `${String(Number(number)).replace(".", ",")} ${unit.replace("B", "o")}`;
  const WORDS = [
    [/^(\d+) more$/, (all, number) => `${number} autres`],
    [/^Upload$/, () => "Choisir un fichier"],
    [/^([\d.]+)([KMG]?B) per file(.*)$/, (all, number, unit, kinds) =>
      `${size(number, unit)} au plus par fichier${kinds}`],
    [/^([\d.]+)([KMG]?B)$/, (all, number, unit) => size(number, unit)],
    [/^(?:Error: )?File must be ([\d.]+)([KMG]?B) or smaller\.$/, (all, number, unit) =>
      `Fichier trop grand : ${size(number, unit)} au plus attendus.`],
    [/^(?:Error: )?.* files are not allowed\.$/, () =>
      "Ce format de fichier n’est pas lu ici : choisissez-en un de ceux qui sont nommés au-dessus."],
    [/^(?:Error: )?(?:Request failed|Response received) with status.*$/, () =>
      "Le serveur a refusé ce fichier ou ne répond pas. Réessayez dans un instant."],
    [/^(?:Error: )?Connection lost\..*$/, () =>
      "La connexion est perdue : attendez que la page reprenne, puis recommencez."],
    [/^(?:Request timed out|Connection closed|Download failed)$/, () =>
      "Le serveur n’a pas donné le fichier. Réessayez dans un instant."],
    [/^Connection error$/, () => "Le serveur ne répond pas"],
    [/^(?:Streamlit server is not responding|Connection timed out|Connection failed with).*$/s, () =>
      "Vérifiez votre connexion à internet. Si elle marche, le serveur redémarre ou est arrêté : la " +
      "page reprendra d’elle-même dès qu’il répondra."],
    [/^Bad message format$/, () => "Message du serveur illisible"],
  ];

  const translate = () => {
    for (const place of document.querySelectorAll(PLACES)) {
      const texts = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const said = texts.currentNode.nodeValue;
        const [words, french] = WORDS.find(([english]) => english.test(said.trim())) || [];
        if (words) texts.currentNode.nodeValue = said.trim().replace(words, french);
      }
    }
  };

  let asked = false;
  new MutationObserver(() => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      translate();
    });
  }).observe(document.body, { childList: true, subtree: true, characterData: true });
  translate();
})();
