// Lighthouse over one address, several times: the medians of its scores and figures.
import { readFileSync } from "node:fs";
import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

const FIGURES = {
    FCP: "first-contentful-paint",
    LCP: "largest-contentful-paint",
    CLS: "cumulative-layout-shift",
    TBT: "total-blocking-time",
};

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const { url, runs, chrome: chromePath, kept_out: keptOut, flags } = JSON.parse(readFileSync(0, "utf8"));
const browser = await launch({ chromePath, chromeFlags: flags, logLevel: "silent" });
const results = [];
try {
    for (let run = 0; run < runs; run++) {
        const options = { port: browser.port, logLevel: "silent" };
        // A page that search engines must not keep is not at fault for telling them so.
        if (keptOut) options.skipAudits = ["is-crawlable"];
        results.push((await lighthouse(url, options)).lhr);
    }
} finally {
    await browser.kill();
}

const scores = {};
for (const name of Object.keys(results[0].categories)) {
    scores[name] = Math.round(100 * median(results.map((each) => each.categories[name].score ?? 0)));
}
const figures = {};
for (const [name, audit] of Object.entries(FIGURES)) {
    figures[name] = median(results.map((each) => each.audits[audit].numericValue));
}
const lost = new Set();
for (const { categories, audits } of results) {
    for (const { auditRefs } of Object.values(categories)) {
        for (const { id, weight } of auditRefs) {
            if (weight && audits[id].score !== null && audits[id].score < 0.995) lost.add(id);
        }
    }
}
const requests = results[0].audits["network-requests"].details.items.map(
    ({ url: address, transferSize, resourceType }) => ({ address, transferSize, resourceType }),
);
console.log(JSON.stringify({ scores, figures, lost: [...lost], requests }));
