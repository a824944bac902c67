from articles.text.findings import Finding, Severity


def test_finding_as_json_has_the_keys_of_the_commands_in_plain_values() -> None:
    finding = Finding("not-nfc", Severity.ERROR, "title", 3, 5, "e\u0301", "It is not NFC.", None)

    assert list(finding.as_json().items()) == [
        ("code", "not-nfc"),
        ("severity", "error"),
        ("field", "title"),
        ("start", 3),
        ("end", 5),
        ("text", "e\u0301"),
        ("message", "It is not NFC."),
        ("fix", None),
    ]
