// Runs before anything is drawn: takes up the language that the reader chose on an earlier visit.
(() => {
  const kept = () => {
    try {
      return localStorage.getItem("docs.language");
    } catch {
      return null; // Storage is shut off.
    }
  };
  const languages = ["curl", "node", "php", "python", "csharp"];
  const language = kept();
  document.documentElement.dataset.language = languages.includes(language) ? language : languages[0];
})();
