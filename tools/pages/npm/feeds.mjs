// Reads feeds back: from their texts by address to {title, language, self, entries} by address.
import { readFileSync } from "node:fs";
import { parseAtomFeed, parseJsonFeed, parseRssFeed } from "feedsmith";

const linked = (links, rel) => links?.find((link) => link.rel === rel)?.href ?? "";
const moment = (text) => new Date(text).toISOString().slice(0, 19);

const rss = (text) => {
    const { title, language, atom, items = [] } = parseRssFeed(text);
    const entries = items.map((item) => ({
        id: item.guid?.value,
        address: item.link,
        title: item.title,
        summary: item.description,
        content: item.content?.encoded,
        published: moment(item.pubDate),
        tags: item.categories?.map(({ name }) => name) ?? [],
    }));
    return { title, language, self: linked(atom?.links, "self"), entries };
};

const atom = (text) => {
    const feed = parseAtomFeed(text);
    const entries = (feed.entries ?? []).map((entry) => ({
        id: entry.id,
        address: linked(entry.links, "alternate"),
        title: entry.title?.value,
        summary: entry.summary?.value,
        content: entry.content?.value,
        published: moment(entry.published),
        tags: entry.categories?.map(({ term }) => term) ?? [],
    }));
    const { title, xml, links } = feed;
    return { title: title?.value, language: xml?.lang, self: linked(links, "self"), entries };
};

const json = (text) => {
    const { title, language, feed_url: self, items } = parseJsonFeed(text);
    const entries = items.map((item) => ({
        id: item.id,
        address: item.url,
        title: item.title,
        summary: item.summary,
        content: item.content_html,
        published: moment(item.date_published),
        tags: item.tags ?? [],
    }));
    return { title, language, self, entries };
};

const READERS = { "rss.xml": rss, "atom.xml": atom, "feed.json": json };

const given = JSON.parse(readFileSync(0, "utf8"));
const read = Object.entries(given).map(([path, text]) => {
    const [, form] = /([^/]+)$/.exec(path);
    try {
        return [path, READERS[form](text)];
    } catch (error) {
        return [path, { fault: String(error) }];
    }
});
console.log(JSON.stringify(Object.fromEntries(read)));
