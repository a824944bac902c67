"""A revision as readers will have it, rendered by their own templates."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpResponse

from articles import editorial
from articles.models import Article, Revision
from articles.reader.companions import Told
from articles.reader.proof_page import proof_facts
from articles.reader.public_page import render_page


def render_proof(
    template: str,
    article: Article,
    revision: Revision,
    at: datetime,
    **context: object,
) -> HttpResponse:
    """Render a page that extends reader/article.html; `context` goes over the readers' facts.

    The caller has asked the policy. Nothing is written.
    """
    proof = editorial.proof_of(article, revision, at)
    notice = (
        Told(proof.notice_kind, proof.content.notice_text.strip(), at)
        if proof.notice_kind
        else None
    )
    facts = proof_facts(
        proof.article,
        keywords=proof.content.keywords,
        related=proof.related,
        notice=notice,
        at=at,
    )
    return render_page(template, {**facts, **context}, language=article.language)
