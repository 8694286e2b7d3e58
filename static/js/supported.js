// Tells the style sheets that scripts run, before anything is drawn, so that the page does not jump.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("nhsuk-frontend-supported");
}
