/** The page's one style sheet. Colours keep a contrast of 4.5 to 1 in both schemes. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --soft: #57606a; --line: #d0d7de; --red: #b42318; --amber: #8a5300; --violet: #6639ba; --blue: #0a58ca; --green: #146c2e; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --soft: #9da7b1; --line: #30363d; --red: #ff8f85; --amber: #e3b341; --violet: #c4a7ff; --blue: #79b8ff; --green: #7ee2a0; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem; max-width: 64rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
.headline { font-weight: 600; margin: .5rem 0 0; } .counts, .notes, .ask, .decided { color: var(--soft); } .counts { margin: 0 0 1rem; }
.notes { font-size: .9rem; } .ask { font-style: italic; margin: .5rem 0 0; } .change { font-family: ui-monospace, monospace; font-size: .9rem; }
section { border-left: .3rem solid var(--line); padding: .25rem 0 .25rem 1rem; margin: 1.25rem 0; }
section > ul { padding-left: 1.1rem; margin: 0; } li { margin: .25rem 0; }
.irrevocable, .data-lost { border-color: var(--red); } .irrevocable h2, .data-lost h2 { color: var(--red); }
.exposed, .bot-host, .out-of-use { border-color: var(--amber); } .exposed h2, .bot-host h2, .out-of-use h2 { color: var(--amber); }
.unverified { border-color: var(--violet); } .unverified h2 { color: var(--violet); }
.meant-as-move, .moved, .restored { border-color: var(--blue); } .meant-as-move h2, .moved h2, .restored h2 { color: var(--blue); }
.stricter, .new { border-color: var(--green); } .stricter h2, .new h2 { color: var(--green); }
summary { cursor: pointer; } summary:focus-visible { outline: .15rem solid var(--blue); outline-offset: .15rem; }
.tree ul { list-style: none; padding-left: 1.25rem; } .tree > ul { padding-left: 0; }
table { border-collapse: collapse; margin: .25rem 0 .5rem; font-size: .9rem; } th, td { border: 1px solid var(--line); padding: .15rem .5rem; text-align: left; } tr.differs td { font-weight: 600; }
.mark { font-weight: 600; } td.none, tr.differs td.none { color: var(--soft); font-weight: 400; font-style: italic; }
@media print { details > summary { list-style: none; } }
`;
