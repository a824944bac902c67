// Before a page's own scripts: note what the browser refuses, and what moves.
globalThis.seen = { shifts: [], refused: [] };
document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.seen.refused.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`);
});
const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
new PerformanceObserver((list) => {
    for (const { hadRecentInput, value, sources } of list.getEntries()) {
        if (hadRecentInput) continue;
        const moved = sources.map(({ node, previousRect, currentRect }) => {
            const name = node?.outerHTML?.slice(0, 80) ?? node?.data?.trim().slice(0, 40);
            return `${name} from ${place(previousRect)} to ${place(currentRect)}`;
        });
        globalThis.seen.shifts.push({ value, moved: moved.join("; ") });
    }
}).observe({ type: "layout-shift", buffered: true });
