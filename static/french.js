/* Streamlit words its own controls in English, without a setting for it, and a text of ours may
 * reach the page with a plain space before « : ; ? ! % ». Both are put right here as the page is
 * drawn: only what has just changed is looked at, and a text that people wrote is never translated.
 */
(() => {
  "use strict";
  document.documentElement.lang = "fr";
  if (window.fragiscopeFrench) return;
  window.fragiscopeFrench = true;

  const NARROW = "\u202f", NO_BREAK = "\u00a0";
  const size = (number, unit) => `${String(Number(number)).replace(".", ",")} ${unit.replace("B", "o")}`;
  const several = (count, one, many) => `${count} ${Number(count) < 2 ? one : many}`;

  const EXACT = {
    "Skip to main content": "Aller au contenu",
    "App pages": "Les pages",
    "Main menu": "Menu",
    "Navigate to home page": "Revenir à l’accueil",
    Logo: "Fragiscope",
    "App Logo": "Fragiscope",
    "Link to heading": "Lien vers ce titre",
    "Expand sidebar": "Ouvrir le menu des pages",
    "Collapse sidebar": "Fermer le menu des pages",
    "Scroll tabs left": "Onglets précédents",
    "Scroll tabs right": "Onglets suivants",
    "View less": "Montrer moins",
    Help: "Aide",
    Close: "Fermer",
    Open: "Ouvrir la liste",
    Copy: "Copier",
    "Copied!": "Copié",
    Copied: "Copié",
    "Copy to clipboard": "Copier",
    "Choose an option": "Choisir",
    "Choose options": "Choisir",
    "Add an option": "Ajouter",
    "Add options": "Ajouter",
    "Select...": "Choisir",
    "No results": "Aucun résultat",
    "No options": "Aucun choix",
    "No options to select.": "Aucun choix",
    "Loading...": "Chargement…",
    "Running...": "Calcul en cours…",
    "Clear all": "Tout retirer",
    "Clear value": "Effacer",
    "Clear entry": "Effacer",
    "Clear selection": "Annuler le choix",
    "Select all": "Tout choisir",
    "Selected values": "Choix faits",
    "Selectbox options": "Choix possibles",
    Increment: "Augmenter",
    Decrement: "Diminuer",
    Fullscreen: "Plein écran",
    "Close fullscreen": "Quitter le plein écran",
    "Show data": "Montrer les chiffres",
    "Show chart": "Montrer le graphique",
    "Copy Vega-Lite spec": "Copier la description du graphique (Vega-Lite)",
    "Download as PNG": "Télécharger l’image (PNG)",
    "Download as CSV": "Télécharger (CSV)",
    "Show/hide columns": "Choisir les colonnes",
    "Close Search": "Fermer la recherche",
    "Previous Result": "Résultat précédent",
    "Next Result": "Résultat suivant",
    Search: "Chercher",
    "Dataframe column menu": "Menu de la colonne",
    "Sort ascending": "Trier du plus petit au plus grand",
    "Sort descending": "Trier du plus grand au plus petit",
    Format: "Format",
    Statistics: "Statistiques",
    "Based on sample": "D’après un échantillon",
    Autosize: "Ajuster la largeur",
    "Pin column": "Épingler la colonne",
    "Unpin column": "Détacher la colonne",
    "Hide column": "Masquer la colonne",
    "Copy column name": "Copier le nom de la colonne",
    Automatic: "Automatique",
    Localized: "À la française",
    Plain: "Brut",
    Compact: "Abrégé",
    Percent: "Pourcentage",
    Scientific: "Scientifique",
    Accounting: "Comptable",
    Count: "Nombre",
    Empty: "Vides",
    Distinct: "Valeurs différentes",
    Average: "Moyenne",
    Median: "Médiane",
    Sum: "Somme",
    Range: "Étendue",
    "Standard deviation": "Écart type",
    "Average length": "Longueur moyenne",
    "Minimum length": "Longueur minimale",
    "Maximum length": "Longueur maximale",
    "No content": "Rien",
    "No data": "Aucune donnée",
    empty: "vide",
    Upload: "Choisir un fichier",
    "file upload": "Choisir un fichier",
    "Error:": "Erreur :",
    "Add files": "Ajouter des fichiers",
    "Drag and drop a file here": "Déposer un fichier ici",
    "Drag and drop files here": "Déposer des fichiers ici",
    "Click to retry upload": "Réessayer",
    "Upload failed": "L’envoi a échoué",
    "Page not found": "Page introuvable",
    "Request timed out": "Le serveur n’a pas donné le fichier. Réessayez dans un instant.",
    "Connection closed": "Le serveur n’a pas donné le fichier. Réessayez dans un instant.",
    "Download failed": "Le serveur n’a pas donné le fichier. Réessayez dans un instant.",
    "Connection error": "Le serveur ne répond pas",
    "Bad message format": "Message du serveur illisible",
    visualization: "graphique",
  };
  const SHAPED = [
    [/^(\d+) more$/, (all, number) => several(number, "autre", "autres")],
    [/^View (\d+) more$/, (all, number) => `Montrer ${several(number, "autre", "autres")}`],
    [/^Help for (.+)$/s, (all, what) => `Aide : ${what}`],
    [/^Remove (.+)$/s, (all, what) => `Retirer ${what}`],
    [/^Add: (.+)$/s, (all, what) => `Ajouter : ${what}`],
    [/^Select (\d+) matches$/, (all, number) => `Choisir les ${number} trouvés`],
    [/^Press (?:Enter|⌘\+Enter|Ctrl\+Enter) to .*$/, () => "Entrée pour valider"],
    [/^You can only select up to (\d+) .*$/, (all, number) =>
      `${number} choix au plus : retirez-en un d’abord.`],
    [/^(Copy Vega-Lite spec|Show data|Show chart|Download as PNG|Download as CSV|Fullscreen|Close fullscreen|Search|Show\/hide columns|Clear selection): (.*)$/s,
      (all, act, what) => `${EXACT[act]} : ${what}`],
    [/^Shortcut (.+)$/, (all, keys) => `Raccourci ${keys}`],
    [/^The page that you have requested does not seem to exist.*$/s, () =>
      "Cette adresse ne mène à aucune page de Fragiscope. L’accueil est affiché à sa place."],
    [/^([\d.]+)([KMG]?B) per file(.*)$/, (all, number, unit, kinds) =>
      `${size(number, unit)} au plus par fichier${kinds}`],
    [/^([\d.]+)([KMG]?B)$/, (all, number, unit) => size(number, unit)],
    [/^(?:Error: )?File must be ([\d.]+)([KMG]?B) or smaller\.$/, (all, number, unit) =>
      `Fichier trop grand : ${size(number, unit)} au plus attendus.`],
    [/^(?:Error: )?.* files are not allowed\.$/, () =>
      "Ce format de fichier n’est pas lu ici : choisissez-en un de ceux qui sont nommés au-dessus."],
    [/^(?:Error: )?(?:Request failed|Response received) with status.*$/, () =>
      "Le serveur a refusé ce fichier ou ne répond pas. Réessayez dans un instant."],
    [/^(?:Error: )?Connection lost\..*$/, () =>
      "La connexion est perdue : attendez que la page reprenne, puis recommencez."],
    [/^(?:Streamlit server is not responding|Connection timed out|Connection failed with).*$/s, () =>
      "Vérifiez votre connexion à internet. Si elle marche, le serveur redémarre ou est arrêté : la " +
      "page reprendra d’elle-même dès qu’il répondra."],
  ];
  const ATTRIBUTES = ["aria-label", "aria-roledescription", "title", "placeholder", "alt"];
  /* What people wrote is there: texts, labels and tables of the screens. */
  const WRITTEN = "[data-testid=stMain] [data-testid=stMarkdownContainer], .stHtml, table, svg";
  /* But the button of a file field, worded by Streamlit as if they had. */
  const WORDED = "[data-testid=stFileUploader] button";
  const LEFT_ALONE = "script, style, textarea, code, pre, [contenteditable=true]";

  const inFrench = (said) => {
    const words = said.trim();
    if (Object.hasOwn(EXACT, words)) return said.replace(words, EXACT[words]);
    const [shape, french] = SHAPED.find(([english]) => english.test(words)) || [];
    return shape ? said.replace(words, words.replace(shape, french)) : said;
  };
  const spaced = (text) =>
    text.replace(/ (?=[;?!%])/g, NARROW).replace(/ (?=[:»])|(?<=«) /g, NO_BREAK);

  const mendText = (node) => {
    const said = node.nodeValue, around = node.parentElement;
    if (!said.trim() || !around || around.closest(LEFT_ALONE)) return;
    const theirs = around.closest(WRITTEN) && !around.closest(WORDED);
    const words = theirs ? said : inFrench(said);
    const mended = spaced(words);
    if (mended !== said) node.nodeValue = mended;
  };
  const mendNames = (element) => {
    for (const name of ATTRIBUTES) {
      const said = element.getAttribute(name);
      if (!said) continue;
      const mended = spaced(inFrench(said));
      if (mended !== said) element.setAttribute(name, mended);
    }
  };
  const NAMED = ATTRIBUTES.map((name) => `[${name}]`).join(", ");
  const mend = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return mendText(node);
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    mendNames(node);
    node.querySelectorAll(NAMED).forEach(mendNames);
    if (node.localName === "iframe") followFrame(node);
    node.querySelectorAll("iframe").forEach(followFrame);
    const texts = node.ownerDocument.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) mendText(texts.currentNode);
  };

  /* Maps are in a frame of the same server; what comes from elsewhere is out of reach. */
  const followed = new WeakSet();
  const followFrame = (frame) => {
    const look = () => {
      const page = frame.contentDocument?.body;
      if (page && !followed.has(page)) follow(page);
    };
    if (!followed.has(frame)) frame.addEventListener("load", look);
    followed.add(frame);
    look();
  };

  const changed = new Set();
  const mendChanged = () => {
    const nodes = [...changed];
    changed.clear();
    for (const node of nodes) if (node.isConnected) mend(node);
  };
  const follow = (page) => {
    followed.add(page);
    mend(page);
    new MutationObserver((changes) => {
      if (!changed.size) requestAnimationFrame(mendChanged);
      for (const { type, target, addedNodes } of changes) {
        if (type === "attributes") mendNames(target);
        else if (type === "childList") addedNodes.forEach((node) => changed.add(node));
        else changed.add(target);
      }
    }).observe(page, {
      childList: true, subtree: true, characterData: true, attributeFilter: ATTRIBUTES,
    });
  };
  follow(document.body);
})();
