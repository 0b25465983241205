// The npm package `citation` on the documents of FILE.jsonl: speed, or with --predict its citations.
const fs = require("fs");
const Citation = require(process.env.CITATION || "citation");

const KINDS = { usc: "code", law: "statute", cfr: "regulation", fedreg: "regulation", stat: "statute", reporter: "case", judicial: "case" };

function id(found) {
  const own = (found[found.type] || {}).id || "";
  const parts = own.split("/");
  return parts[0] === "reporter" ? ["reporter", parts[2].replace(/\./g, "").toLowerCase(), parts[1], parts[3]].join("/") : own;
}

for (const file of process.argv.slice(2).filter((name) => name.endsWith(".jsonl"))) {
  const records = fs.readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
  if (process.argv.includes("--predict")) {
    for (const record of records) {
      const found = Citation.find(record.text).citations;
      // JavaScript counts UTF-16 units; the texts of the set have no character outside the basic plane.
      const citations = found.map((one) => ({ start: one.index, end: one.index + one.match.length, kind: KINDS[one.type], id: id(one) }));
      console.log(JSON.stringify({ id: record.id, citations }));
    }
    continue;
  }
  const pass = () => records.reduce((sum, record) => sum + Citation.find(record.text).citations.length, 0);
  const n = pass();
  let best = Infinity;
  for (let at = 0; at < 5; at++) {
    const start = process.hrtime.bigint();
    pass();
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e9);
  }
  const bytes = records.reduce((sum, record) => sum + Buffer.byteLength(record.text), 0);
  console.log([file, (bytes / 1e6 / best).toFixed(2), n].join("\t"));
}
