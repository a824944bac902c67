"""Verbs and who may do them: the only writer of content, states, dates and events."""

from articles.editorial.change_class import ChangeClass
from articles.editorial.columns import configure, grant, revoke
from articles.editorial.content_checks import findings_of
from articles.editorial.discarding import discard
from articles.editorial.dismissing import dismiss
from articles.editorial.dossier import Dossier, times_of
from articles.editorial.ending import kill, reinstate, withdraw
from articles.editorial.events import newest_event
from articles.editorial.facts import Ask, Times
from articles.editorial.gaps import Gap
from articles.editorial.importing import (
    ImportOutcome,
    ImportStatus,
    Origin,
    expected_import,
    find_source,
    import_article,
)
from articles.editorial.joining import SaveConflict, start_from, starting_content
from articles.editorial.keeping import (
    TooManyKept,
    autosave,
    forget_text,
    keep,
    kept_texts,
    unsaved_text,
)
from articles.editorial.keywords import (
    KeywordFacts,
    counterpart_of,
    edit_keyword,
    keyword_facts,
    merge_keyword,
)
from articles.editorial.locking import (
    HEARTBEAT,
    Held,
    Hold,
    beat,
    claim,
    release,
    take_lock,
)
from articles.editorial.moving import move
from articles.editorial.pages import edit_page
from articles.editorial.pairing import pair, unpair
from articles.editorial.permission import (
    can,
    columns_in_log,
    columns_led_by,
    columns_of,
    columns_where,
    events_readable_by,
    known_to,
    log_of,
    people_in_log,
    readable_by,
)
from articles.editorial.pictures import (
    PictureFacts,
    add_picture,
    edit_picture,
    picture_facts,
    remove_picture,
)
from articles.editorial.pinning import pin
from articles.editorial.placing import place, refuse_unfit, unplace
from articles.editorial.previewing import Proof, proof_of
from articles.editorial.publishing import express, publish
from articles.editorial.redirecting import set_addresses
from articles.editorial.refusal import Answer, Refused, Stale
from articles.editorial.replacing import Replacing, replace_picture
from articles.editorial.review import approve, recall, return_to_author, submit
from articles.editorial.round_rules import is_in_round, level_after_save
from articles.editorial.scheduling import schedule, unschedule
from articles.editorial.sharing import (
    LIFETIMES,
    SharedLink,
    links_to,
    share,
    shared_revision,
    unshare,
)
from articles.editorial.short_round import is_short_round
from articles.editorial.shortages import shortage_sentences, staff_sentence
from articles.editorial.staffing import shortage_after_save, staff_shortages
from articles.editorial.suggesting import suggested_keywords
from articles.editorial.terms import keyword_ids, person_id
from articles.editorial.times import set_times
from articles.editorial.trash import restore, trash
from articles.editorial.typo import confirm_typo
from articles.editorial.verb import WITHOUT_EVENT, Verb
from articles.editorial.waiting import Waiting, waiting_for
from articles.editorial.writing import create, revert, save

__all__ = [
    "HEARTBEAT",
    "LIFETIMES",
    "WITHOUT_EVENT",
    "Answer",
    "Ask",
    "ChangeClass",
    "Dossier",
    "Gap",
    "Held",
    "Hold",
    "ImportOutcome",
    "ImportStatus",
    "KeywordFacts",
    "Origin",
    "PictureFacts",
    "Proof",
    "Refused",
    "Replacing",
    "SaveConflict",
    "SharedLink",
    "Stale",
    "Times",
    "TooManyKept",
    "Verb",
    "Waiting",
    "add_picture",
    "approve",
    "autosave",
    "beat",
    "can",
    "claim",
    "columns_in_log",
    "columns_led_by",
    "columns_of",
    "columns_where",
    "configure",
    "confirm_typo",
    "counterpart_of",
    "create",
    "discard",
    "dismiss",
    "edit_keyword",
    "edit_page",
    "edit_picture",
    "events_readable_by",
    "expected_import",
    "express",
    "find_source",
    "findings_of",
    "forget_text",
    "grant",
    "import_article",
    "is_in_round",
    "is_short_round",
    "keep",
    "kept_texts",
    "keyword_facts",
    "keyword_ids",
    "kill",
    "known_to",
    "level_after_save",
    "links_to",
    "log_of",
    "merge_keyword",
    "move",
    "newest_event",
    "pair",
    "people_in_log",
    "person_id",
    "picture_facts",
    "pin",
    "place",
    "proof_of",
    "publish",
    "readable_by",
    "recall",
    "refuse_unfit",
    "reinstate",
    "release",
    "remove_picture",
    "replace_picture",
    "restore",
    "return_to_author",
    "revert",
    "revoke",
    "save",
    "schedule",
    "set_addresses",
    "set_times",
    "share",
    "shared_revision",
    "shortage_after_save",
    "shortage_sentences",
    "staff_sentence",
    "staff_shortages",
    "start_from",
    "starting_content",
    "submit",
    "suggested_keywords",
    "take_lock",
    "times_of",
    "trash",
    "unpair",
    "unplace",
    "unsaved_text",
    "unschedule",
    "unshare",
    "waiting_for",
    "withdraw",
]
