// Sets light or dark before the first paint. A file of its own, because the page's content policy allows no inline script.
(function () {
  var chosen = null;
  try {
    chosen = localStorage.getItem("tieout-color-scheme");
  } catch {
    // Storage may be refused; the system's choice stands.
  }
  var dark = chosen === "dark" || (chosen !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
