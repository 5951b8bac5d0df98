// Runs before anything is drawn: says that scripts run, and takes up what the reader chose on an earlier visit.
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // Storage is shut off.
    }
  };
  const languages = ["curl", "node", "php", "python", "csharp"];
  const [language, theme] = [kept("docs.language"), kept("docs.theme")];

  root.classList.add("js");
  root.dataset.language = languages.includes(language) ? language : languages[0];
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
})();
