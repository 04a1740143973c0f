// What is looked at in a page. These functions run in the browser and know nothing but it.

/** @returns {string[]} faults of the page as it is shown */
export function faultsOfPage() {
  const faults = [];
  const named = (element) => {
    const text = (element.textContent || element.getAttribute("aria-label") || "").trim().slice(0, 24);
    return `<${element.localName}${element.className ? ` class="${element.className}"` : ""}> ${text}`;
  };
  if (!("rbcReady" in document.documentElement.dataset)) {
    faults.push("its script has not run");
  }
  const root = document.scrollingElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll("*")].filter((element) => {
      const scroller = element.closest(".table");
      return element.getBoundingClientRect().right > innerWidth + 1 && (!scroller || scroller === element);
    });
    faults.push(`scrolls sideways: ${root.scrollWidth} of ${innerWidth}, ${wide.slice(-2).map(named).join(", ")}`);
  }
  for (const code of document.querySelectorAll("pre, code")) {
    if (code.scrollWidth > code.clientWidth + 1 && getComputedStyle(code).display !== "inline") {
      faults.push(`code is cut: ${code.scrollWidth} of ${code.clientWidth}, ${named(code)}`);
    }
  }
  const shown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  for (const target of document.querySelectorAll("a, button, input, summary, label, select")) {
    const box = target.getBoundingClientRect();
    // In a sentence a link is as high as its line (WCAG 2.5.8 leaves those out), and a box is pressed by its label.
    const inText = target.localName === "a" && target.closest("[data-source]") !== null;
    const labelled = target.localName === "input" && target.closest("label") !== null;
    if (!shown(target) || box.right < 0 || inText || labelled) {
      continue;
    }
    if (box.width < 24 || box.height < 24) {
      faults.push(`target of ${Math.round(box.width)}×${Math.round(box.height)}: ${named(target)}`);
    }
  }
  for (const cell of document.querySelectorAll("td, th")) {
    const style = getComputedStyle(cell);
    const room = cell.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    const text = cell.textContent.trim();
    if (shown(cell) && style.display === "table-cell" && text.length > 4 && room < 3.5 * parseFloat(style.fontSize)) {
      faults.push(`a cell of ${Math.round(room)} px: ${named(cell)}`);
    }
  }

  const colour = (text) => {
    const canvas = (window.rbcCanvas ||= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true }));
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = text;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].map((value) => value / 255);
  };
  const over = (front, back) => [0, 1, 2].map((at) => front[at] * front[3] + back[at] * (1 - front[3])).concat(1);
  const background = (element) => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(colour(getComputedStyle(at).backgroundColor));
      if (layers.at(-1)[3] === 1) {
        break;
      }
    }
    return layers.reduceRight((back, front) => over(front, back), [1, 1, 1, 1]);
  };
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (front, back) => {
    const [light, dark] = [luminance(over(front, back)), luminance(back)].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const seen = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    const key = `${element.localName} ${element.className} in ${element.parentElement.localName} ${element.parentElement.className}`;
    if (texts.currentNode.data.trim() === "" || seen.has(key) || !shown(element)) {
      continue;
    }
    seen.add(key);
    const ratio = contrast(colour(getComputedStyle(element).color), background(element));
    if (ratio < 4.5) {
      faults.push(`contrast of ${ratio.toFixed(2)}: ${named(element)}`);
    }
  }
  return faults;
}

/** @returns {string[]} texts of the document that a reader without scripts does not see */
export function hiddenText() {
  const faults = [];
  for (const element of document.querySelectorAll("[data-source]")) {
    const folded = element.localName !== "summary" && element.closest("details:not([open])") !== null;
    if (!folded && element.textContent.trim() !== "" && !element.checkVisibility({ visibilityProperty: true })) {
      faults.push(`hidden: ${element.dataset.source} ${element.textContent.slice(0, 24)}`);
    }
  }
  for (const button of document.querySelectorAll("button")) {
    faults.push(`a button that does nothing: ${button.textContent}`);
  }
  return faults;
}
