// Starts the NHS components. The page names the file, because its name carries a hash in production.
const { initAll } = await import(document.getElementById("nhsuk-frontend-module").href);
initAll();
