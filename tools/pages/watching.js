// Before a page's own scripts: note what the browser refuses, and what moves.
globalThis.seen = { shifts: [], refused: [] };
document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.seen.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
        if (hadRecentInput) continue;
        const moved = sources.map(({ node }) => node?.nodeName ?? "gone").join(" ");
        globalThis.seen.shifts.push(`${value.toFixed(4)} ${moved}`);
    }
}).observe({ type: "layout-shift", buffered: true });
