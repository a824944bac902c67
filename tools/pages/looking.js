// What is asked of a page in the browser: each function answers with a list of faults, or nothing.
// Runs by the browser's own debugger, so the page's content policy is as strict as for readers.

const describe = (element) => {
    const html = element.cloneNode(false).outerHTML;
    return html.length > 200 ? `${html.slice(0, 200)}…` : html;
};

const frames = (count) =>
    new Promise((done) => {
        const next = () => (count-- ? requestAnimationFrame(next) : done());
        next();
    });

globalThis.looking = {
    // What moved by itself, also while pictures further down came in, where that is not next to
    // nothing: a browser may draw a page whose head has come by half.
    async shifts(most) {
        for (const image of document.images) {
            // One that is hidden need never come.
            if (!image.checkVisibility()) continue;
            image.scrollIntoView();
            await image.decode().catch(() => null);
        }
        window.scrollTo(0, document.documentElement.scrollHeight);
        await frames(2);
        window.scrollTo(0, 0);
        await frames(2);
        const { shifts } = globalThis.seen;
        const sum = shifts.reduce((before, { value }) => before + value, 0);
        return sum < most ? [] : shifts.map(({ value, moved }) => `${value.toFixed(4)} ${moved}`);
    },

    // What is wider than the window, outside of boxes that scroll by themselves.
    overflow() {
        const root = document.documentElement;
        if (root.scrollWidth <= window.innerWidth) return [];
        const wide = [...document.body.querySelectorAll("*")].filter(
            (each) =>
                each.getBoundingClientRect().right > window.innerWidth + 1 &&
                !each.parentElement.closest("pre, .scroll"),
        );
        return wide.length ? wide.slice(-3).map(describe) : [describe(root)];
    },

    // WCAG 1.4.12: what a reader may set, and must then be able to read.
    spaceOut() {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* {
            line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important }
            p { margin-block-end: 2em !important }`);
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    },

    // Words that their box cuts off.
    clipped() {
        return [...document.body.querySelectorAll("*")]
            .filter((each) => {
                const style = getComputedStyle(each);
                const cuts = /hidden|clip/.test(`${style.overflowX} ${style.overflowY}`);
                const { width, height } = each.getBoundingClientRect();
                // What is a pixel or less is hidden from eyes on purpose.
                if (!cuts || width <= 1 || height <= 1 || !each.innerText?.trim()) return false;
                return (
                    each.scrollWidth > each.clientWidth + 1 ||
                    each.scrollHeight > each.clientHeight + 1
                );
            })
            .map(describe);
    },

    async axe(tags, rules) {
        const { violations, incomplete } = await axe.run(document, {
            runOnly: { type: "tag", values: tags },
            rules: Object.fromEntries(rules.map((rule) => [rule, { enabled: true }])),
            resultTypes: ["violations", "incomplete"],
        });
        return [...faults(violations, "axe"), ...(await decided(incomplete))];
    },
};

const faults = (results, prefix) =>
    results.flatMap(({ id, help, nodes }) =>
        nodes.map(({ html, failureSummary }) => ({
            rule: `${prefix} ${id}`,
            element: html,
            advice: `${help}. ${failureSummary.replace(/\s+/g, " ")}`,
        })),
    );

// Colours of what a box has scrolled away can't be seen, so each of these is brought into view,
// made to fit its box where that is smaller, and asked about again.
const decided = async (incomplete) => {
    const found = [];
    for (const { id, nodes } of incomplete) {
        for (const { target } of nodes) {
            const element = document.querySelector(target[0]);
            const undo = fitted(element);
            element.scrollIntoView({ block: "center", inline: "center" });
            const again = await axe.run(element, { runOnly: { type: "rule", values: [id] } });
            undo();
            found.push(...faults(again.violations, "axe"));
            found.push(...faults(again.incomplete, "axe, undecided:"));
        }
    }
    return found;
};

const fitted = (element) => {
    const box = element.closest(".scroll, pre");
    if (!box || box.scrollWidth <= box.clientWidth) return () => {};
    const inner = [...box.children];
    for (const each of inner) each.style.zoom = (0.9 * box.clientWidth) / box.scrollWidth;
    return () => {
        for (const each of inner) each.style.zoom = "";
    };
};
