/** How the overview looks. Colours say what happens to people's data: amber where something is kept or shown, green where it is not. Contrast is 4.5:1 or better. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1c2330; --paper: #fff; --soft: #f3f5f8; --line: #d5dae2; --faint: #566072; --amber: #7a4a00; --amber-paper: #fdf0d9; --green: #14532d; --green-paper: #e2f4e8; --red: #8c1d18; --red-paper: #fce8e6; --focus: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ef; --paper: #14181f; --soft: #1d232d; --line: #39414f; --faint: #a6afbf; --amber: #ffd591; --amber-paper: #3d2c0c; --green: #a6e3b8; --green-paper: #12331f; --red: #ffb4ab; --red-paper: #46191a; --focus: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
header, main, footer { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1rem; margin: 0 0 .5rem; color: var(--faint); }
p { margin: .25rem 0; }
.faint { color: var(--faint); }
form.search { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: end; margin: 1rem 0 0; padding: .75rem 1rem; background: var(--soft); border-radius: .5rem; }
form.search label { display: flex; gap: .35rem; align-items: center; }
form.search .text { flex: 1 1 16rem; flex-direction: column; align-items: stretch; gap: 0; }
input[type=search] { width: 100%; font: inherit; padding: .35rem .5rem; border: 1px solid var(--faint); border-radius: .3rem; background: var(--paper); color: inherit; }
button { font: inherit; padding: .35rem .9rem; border: 1px solid var(--faint); border-radius: .3rem; background: var(--paper); color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; } .skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: .5rem; }
ul.units, ul.units ul { list-style: none; margin: 0; padding: 0; }
ul.units ul { margin-left: 1.1rem; border-left: 1px solid var(--line); padding-left: .6rem; }
summary { display: flex; flex-wrap: wrap; gap: .15rem .4rem; align-items: baseline; position: relative; padding: .3rem .4rem .3rem 1.6rem; border-radius: .3rem; cursor: pointer; }
summary:hover { background: var(--soft); }
summary::before { content: ""; position: absolute; left: .5rem; top: .8em; width: .5rem; height: .5rem; border: solid var(--faint); border-width: 0 2px 2px 0; transform: rotate(-45deg); } details[open] > summary::before { transform: rotate(45deg); }
summary::-webkit-details-marker { display: none; }
.name { font-weight: 600; overflow-wrap: anywhere; } .level { color: var(--faint); font-size: .85em; flex: 1 0 auto; }
.chip { font-size: .82rem; padding: 0 .5rem; border-radius: 1rem; background: var(--soft); border: 1px solid var(--line); white-space: nowrap; }
.open { background: var(--amber-paper); color: var(--amber); border-color: transparent; } .closed { background: var(--green-paper); color: var(--green); border-color: transparent; } .going { background: var(--red-paper); color: var(--red); border-color: transparent; }
.facts { margin: 0 0 .25rem 1.2rem; overflow-x: auto; } .facts[open] { padding: 0 .9rem .6rem; background: var(--soft); border-radius: .4rem; } .facts > summary { font-size: .85em; color: var(--faint); padding: 0 .4rem 0 1.6rem; } .facts > summary::before { top: .45em; } .facts[open] > summary { margin-left: -.9rem; }
table { border-collapse: collapse; } th, td { text-align: left; padding: .15rem 1rem .15rem 0; vertical-align: top; font-weight: normal; } thead th { color: var(--faint); }
.facts-list { margin: 0 0 .25rem; padding-left: 1.1rem; }
code { font: .88em ui-monospace, monospace; overflow-wrap: anywhere; }
@media (max-width: 40rem) { header, main { padding: .75rem; } ul.units ul { margin-left: .25rem; padding-left: .3rem; } .facts { margin-left: 0; } .facts[open] { padding: 0 .5rem .5rem; } .facts[open] > summary { margin-left: -.5rem; } table { font-size: .78rem; width: 100%; } th, td { padding-right: .4rem; white-space: nowrap; } thead th, td:nth-child(3), th [lang] { white-space: normal; overflow-wrap: anywhere; } th [lang] { display: block; font-size: .9em; } .facts-list { padding-left: .5rem; } }
[hidden] { display: none !important; }
@media print { form, .skip { display: none; } }
`;

/**
 * What a browser with scripts gets in addition: units that do not fit disappear while one types. Without it the same form asks the server.
 * A unit stays where one below it fits, so that its place is seen.
 */
export const SCRIPT = `
const form = document.querySelector("form.search");
const units = [...document.querySelectorAll("li[data-find]")];
const all = Number(document.querySelector("ul.units").dataset.all);
const status = document.querySelector("#found");
const isWhole = units.length === all;
const above = new Map(units.map((unit) => [unit, unit.parentElement.closest("li[data-find]")]));
let opened;
let waiting;
function filter() {
    const text = form.q.value.trim().toLowerCase();
    const wanted = [...form.querySelectorAll("input[type=checkbox]:checked")].map((box) => box.name);
    const narrow = text !== "" || wanted.length > 0;
    if (narrow && opened === undefined) opened = new Set(units.filter((unit) => unit.firstElementChild.open));
    const leads = new Set();
    let shown = 0;
    for (const unit of units.toReversed()) {
        const fits = unit.dataset.find.includes(text) && wanted.every((name) => unit.dataset.flags.split(" ").includes(name));
        if (fits) shown += 1;
        const below = leads.has(unit);
        if (fits || below) leads.add(above.get(unit));
        unit.hidden = !fits && !below;
        if (opened !== undefined) unit.firstElementChild.open = narrow ? below : opened.has(unit);
    }
    if (!narrow) opened = undefined;
    status.textContent = narrow ? shown + " of " + all + " units fit" : all + " units";
}
if (isWhole) {
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80); });
    form.addEventListener("submit", (event) => { event.preventDefault(); filter(); });
}
`;
