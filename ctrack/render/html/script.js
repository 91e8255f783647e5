// What a page can do beside being read: sort its tables, and show only the rows that fit. Without it all is there.

const NUMBER = /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/;
const COLLATOR = new Intl.Collator(document.documentElement.lang || "en", { numeric: true });
const MANY_ROWS = 2000;

// A whole number in the digits of the page.
function figure(number) {
  const digits = document.getElementById("found").dataset.digits || "0123456789";
  return String(number).replace(/\d/g, (digit) => digits[digit]);
}

function make(name, properties, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

function keyOf(cell) {
  return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
}

// What is not there comes last, whichever way the others go.
function compareKeys(one, other, isNumeric, way) {
  if (one === "" || other === "") return (one === "") - (other === "");
  return way * (isNumeric ? Number(one) - Number(other) : COLLATOR.compare(one, other));
}

// The cells apart, so that no word is found across two of them; and the words that a site adds.
function textOf(row) {
  return [...row.cells].map((cell) => fold(cell.textContent)).join("\n") + "\n" + fold(row.dataset.s || "");
}

class Grid {
  constructor(table) {
    this.holder = table.parentElement;
    this.section = table.closest("section");
    this.headings = [...table.tHead.rows[0].cells];
    const bodies = [...table.tBodies];
    this.sums = bodies.filter((body) => body.classList.contains("sums"));
    this.body = bodies.find((body) => !this.sums.includes(body));
    this.rows = this.body ? [...this.body.rows] : [];
    this.chosen = new Set();
    this.chips = [];
  }

  letSort() {
    if (this.rows.length < 2) return;
    this.headings.forEach((heading, index) => {
      if (!heading.textContent.trim() || "fixed" in heading.dataset) return;
      const button = make("button", { type: "button", className: "sort" }, ...heading.childNodes);
      button.addEventListener("click", () => this.sort(index));
      heading.append(button);
    });
  }

  // Up, then down, then as it was.
  sort(index) {
    const heading = this.headings[index];
    const before = heading.getAttribute("aria-sort");
    this.headings.forEach((each) => each.removeAttribute("aria-sort"));
    if (before !== "descending") heading.setAttribute("aria-sort", before ? "descending" : "ascending");
    const next = this.body.nextSibling;
    // Rows are moved several times as fast in a body that is not in the page.
    this.body.remove();
    this.body.append(...(before === "descending" ? this.rows : this.sorted(index, before ? -1 : 1)));
    heading.closest("table").insertBefore(this.body, next);
  }

  sorted(index, way) {
    const keyed = this.rows.map((row) => [keyOf(row.cells[index]), row]);
    const isNumeric = keyed.every(([key]) => key === "" || NUMBER.test(key));
    return keyed.sort(([one], [other]) => compareKeys(one, other, isNumeric, way)).map(([, row]) => row);
  }

  letChoose(refresh) {
    this.chipped = this.headings.findIndex((heading) => "chips" in heading.dataset);
    const counts = new Map();
    for (const row of this.chipped < 0 ? [] : this.rows) counts.set(this.kindOf(row), (counts.get(this.kindOf(row)) || 0) + 1);
    counts.delete("");
    if (counts.size < 2) return;
    this.chips = [...counts].sort((one, other) => other[1] - one[1]).map(([kind, count]) => this.makeChip(kind, count, refresh));
    const group = make("div", { className: "chips" }, ...this.chips);
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", this.headings[this.chipped].textContent);
    this.holder.before(group);
  }

  makeChip(kind, count, refresh) {
    const chip = make("button", { type: "button", className: "chip" }, kind + " ", make("b", { textContent: figure(count) }));
    chip.setAttribute("aria-pressed", "false");
    chip.addEventListener("click", () => {
      if (!this.chosen.delete(kind)) this.chosen.add(kind);
      chip.setAttribute("aria-pressed", String(this.chosen.has(kind)));
      refresh();
    });
    return chip;
  }

  letGo() {
    this.chosen.clear();
    this.chips.forEach((chip) => chip.setAttribute("aria-pressed", "false"));
  }

  kindOf(row) {
    return row.cells[this.chipped].textContent;
  }

  // Shows the rows that hold every word and are of a kind that was chosen; returns how many.
  show(words) {
    if (words.length && !this.texts) this.texts = this.rows.map(textOf);
    let shown = 0;
    this.rows.forEach((row, place) => {
      const fits = words.every((word) => this.texts[place].includes(word))
        && (!this.chosen.size || this.chosen.has(this.kindOf(row)));
      row.hidden = !fits;
      shown += fits;
    });
    // A sum stands for all rows, so that it would be wrong under some of them.
    this.sums.forEach((body) => { body.hidden = words.length > 0 || this.chosen.size > 0; });
    this.holder.hidden = words.length > 0 && shown === 0;
    return shown;
  }
}

class Finder {
  constructor(grids) {
    this.grids = grids;
    this.total = grids.reduce((sum, grid) => sum + grid.rows.length, 0);
    this.box = document.getElementById("find");
    this.found = document.getElementById("found");
    this.clear = document.getElementById("clear");
  }

  start() {
    for (const grid of this.grids) grid.letSort();
    if (!this.box) return;
    for (const grid of this.grids) grid.letChoose(() => this.refresh());
    this.box.closest(".finder").hidden = false;
    document.body.classList.add("finding");
    this.box.addEventListener("input", () => this.wait());
    this.clear.addEventListener("click", () => this.reset());
    if (this.box.value) this.refresh();
  }

  wait() {
    clearTimeout(this.timer);
    if (this.total < MANY_ROWS) this.refresh();
    else this.timer = setTimeout(() => this.refresh(), 150);
  }

  reset() {
    this.box.value = "";
    this.grids.forEach((grid) => grid.letGo());
    this.refresh();
    this.box.focus();
  }

  refresh() {
    const words = fold(this.box.value).split(" ").filter(Boolean);
    const isNarrowed = words.length > 0 || this.grids.some((grid) => grid.chosen.size > 0);
    const shown = this.grids.reduce((sum, grid) => sum + grid.show(words), 0);
    this.hideEmptySections();
    this.clear.hidden = !isNarrowed;
    const told = this.found.dataset.words.replace("{shown}", figure(shown)).replace("{total}", figure(this.total));
    this.found.textContent = isNarrowed ? told : "";
  }

  // A section whose tables all have nothing to show is left out with its heading.
  hideEmptySections() {
    for (const section of new Set(this.grids.map((grid) => grid.section))) {
      section.hidden = this.grids.every((grid) => grid.section !== section || grid.holder.hidden);
    }
  }
}

// A table that has room keeps its headings in sight; one that has to be scrolled is reached by the keyboard.
function letScroll() {
  for (const holder of document.querySelectorAll(".scroll")) {
    const isRoomy = holder.scrollWidth <= holder.clientWidth + 1;
    holder.classList.toggle("roomy", isRoomy);
    if (isRoomy) holder.removeAttribute("tabindex");
    else holder.tabIndex = 0;
  }
}

addEventListener("resize", letScroll);
letScroll();
const finder = new Finder([...document.querySelectorAll("section > .scroll > .data")].map((table) => new Grid(table)));
finder.start();
