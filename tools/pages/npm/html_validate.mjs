// html-validate over the files named on the input; its messages as JSON.
import { readFileSync } from "node:fs";
import { HtmlValidate, StaticConfigLoader } from "html-validate";

const config = {
    root: true,
    extends: ["html-validate:recommended", "html-validate:a11y"],
    rules: {
        // How long a title may be is the desk's business: a check there measures it.
        "long-title": "off",
        // A button without a type submits, says the standard, and each of ours does.
        "no-implicit-button-type": "off",
    },
};

const validator = new HtmlValidate(new StaticConfigLoader(config));
const found = [];
for (const path of JSON.parse(readFileSync(0, "utf8"))) {
    const lines = readFileSync(path, "utf8").split("\n");
    const report = await validator.validateFile(path);
    for (const { messages } of report.results) {
        for (const { ruleId, message, selector, line } of messages) {
            const element = selector ?? lines[line - 1]?.trim() ?? "";
            found.push({ path, rule: ruleId, message, element });
        }
    }
}
console.log(JSON.stringify(found));
