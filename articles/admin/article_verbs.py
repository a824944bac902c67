"""What an article's page does with a pressed button: it calls the verb, and loses no sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from articles import editorial
from articles.admin.access import columns_for
from articles.admin.article_page import ArticlePage, find_article, find_dossier, posted_texts
from articles.admin.button_form import ButtonForm
from articles.admin.buttons import VERBS
from articles.admin.conflict import Conflict, lay_out, saved_meanwhile
from articles.admin.conflict_page import conflict_page
from articles.admin.content_form import ContentForm
from articles.admin.findings import WHY
from articles.admin.kept_text import KeptField, forget_saved, keep_posted, keep_text, kept_fields
from articles.admin.lifting import LIFT, lifted_form
from articles.admin.mended_form import mended_texts
from articles.admin.verb_calls import CALLS, TimesChanged
from articles.admin.verb_outcome import outcome
from articles.admin.whole_number import REVISION_DIGITS, whole_number
from articles.editorial import Refused, SaveConflict, Stale, Verb
from articles.models import Article, Revision

FORBIDDEN = 403
CONFLICT = 409


def press(request: HttpRequest, user: User, key: str) -> HttpResponse:
    """Answer a pressed button on the article with this key."""
    try:
        article = find_article(user, key)
    except Http404:
        if "verb" not in request.POST:
            raise
        # The same answer whether it exists or not; his own words are all that it shows.
        return keep_text(request, _("You have no role in this article's column (any more)."))
    verb = request.POST.get("verb", "")
    base = _revision(article, request.POST.get("base", ""))
    if verb == LIFT and base is not None:
        return Pressed(request, user, article, base).lift()
    is_of_a_finding = "mend" in request.POST or "dismiss" in request.POST
    if base is not None and is_of_a_finding:
        return Pressed(request, user, article, base).answer_finding()
    if verb not in VERBS or base is None:
        message = _("The form came without its button or without the revision it began from.")
        return keep_text(request, message, status=400)
    pressed = Pressed(request, user, article, base)
    return pressed.save() if verb == Verb.SAVE else pressed.perform(Verb(verb))


@dataclass
class Pressed:
    """One pressed button: who, on which article, from which revision, with which words."""

    request: HttpRequest
    user: User
    article: Article
    base: Revision

    @cached_property
    def texts(self) -> dict[str, str]:
        """What was sent in the fields of the content."""
        return posted_texts(self.request.POST.dict())

    @cached_property
    def other(self) -> Revision | None:
        """The revision that stood beside his text on the page before, after a conflict."""
        return _revision(self.article, self.request.POST.get("other", ""))

    def save(self) -> HttpResponse:
        """Save what was written, or show it again with the reason."""
        form, verb_form = self._form(self.base), self._verb_form()
        if not (form.is_valid() and verb_form.is_valid()):
            return self._to_be_mended(form, verb_form, self.base)
        if verb_form.meant_for_another(Verb.SAVE):
            return self._words_for_another(form, verb_form, Verb.SAVE)
        sent = self.request.POST.dict().items()
        if any(text.strip() for name, text in sent if name.startswith(WHY)):
            error = _(
                "You wrote why a finding is a false alarm, and did not press “Set aside”: saving "
                "would lose it. Nothing was done: press that button, or take the words away."
            )
            return self._with_his_text([error], form, verb_form, CONFLICT)
        if self.other is None:
            return self._save(form, verb_form, self.base)
        return self._save_decided(form, verb_form, self.other)

    def lift(self) -> HttpResponse:
        """Show the form with its boilerplate in the fields that it belongs to; save nothing."""
        posted = self.request.POST.dict()
        changed, said = lifted_form(posted)
        self._say(said)
        self.texts.update(posted_texts(changed))
        verb_form = ButtonForm(
            {**posted, **changed}, article=self.article, columns=columns_for(self.request)
        )
        return self._page(self._form(self.base), verb_form, self.base.number).response()

    def answer_finding(self) -> HttpResponse:
        """Mend what a check found, with an ordinary save, or set it aside."""
        key = self.request.POST.get("mend")
        if key is None:
            return self.dismiss(self.request.POST.get("dismiss", ""))
        return self.mend(key)

    def mend(self, key: str) -> HttpResponse:
        """Save the form as it stands, with the fix of this finding in it."""
        form, verb_form = self._form(self.base), self._verb_form()
        if not (form.is_valid() and verb_form.is_valid()):
            return self._to_be_mended(form, verb_form, self.base)
        mended = mended_texts(form, key)
        if mended is None:
            error = _("Nothing was done: those words have changed. Your text is below, not saved.")
            return self._with_his_text([error], form, verb_form, CONFLICT)
        _finding, texts = mended
        self.texts = {**self.texts, **texts}
        return self.save()

    def dismiss(self, key: str) -> HttpResponse:
        """Set a finding in exactly the words that were on the page aside."""
        form, verb_form = self._form(self.base), self._verb_form()
        if form.changes():
            return self._unsaved(form, verb_form, Verb.DISMISS)
        reason = self.request.POST.get(WHY + key, "")
        try:
            editorial.dismiss(
                self.article, actor=self.user, revision=self.base.number, key=key, reason=reason
            )
        except Stale:
            return self._looked_at_older_words(verb_form)
        except Refused as refusal:
            return self._refused(refusal, None, verb_form)
        self._say(_("Set aside, with your reason."))
        return self._back()

    def _save_decided(
        self, form: ContentForm, verb_form: ButtonForm, other: Revision
    ) -> HttpResponse:
        """Save what was picked of his text and of the other's."""
        conflict = self._laid_out(form, other, self.request.POST.dict())
        if not conflict.is_decided:
            stored = self.request.POST.get("stored", "")
            return self._ask(conflict, form, verb_form, stored)
        decided = ContentForm(
            start=editorial.start_from(self.article, other),
            language=self.article.language,
            user=self.user,
            posted=conflict.texts(),
        )
        if not decided.is_valid():
            return self._to_be_mended(decided, verb_form, other)
        return self._save(decided, verb_form, other, keeps_mine=conflict.keeps_mine)

    def _save(
        self, form: ContentForm, verb_form: ButtonForm, base: Revision, *, keeps_mine: bool = False
    ) -> HttpResponse:
        try:
            with transaction.atomic():
                revision = editorial.save(
                    self.article,
                    form.content(),
                    actor=self.user,
                    base=base.number,
                    note=verb_form.cleaned_data["note"],
                )
        except SaveConflict as conflict:
            return self._clash(conflict, form, verb_form, base)
        except Refused as refusal:
            return self._refused(refusal, form, verb_form)
        forget_saved(self.request, kept=keeps_mine)
        self._say(self._saved(revision, base))
        return self._back()

    def _saved(self, revision: Revision | None, base: Revision) -> str:
        if revision is None:
            return _("Nothing had changed, so no revision was made.")
        if revision.base is None or revision.base.number == base.number:
            return _("Saved as revision %(number)s.") % {"number": revision.number}
        return _(
            "Saved as revision %(number)s, together with what came while you wrote: revision "
            "%(other)s, by %(name)s."
        ) % {
            "number": revision.number,
            "other": revision.base.number,
            "name": revision.base.author.name(),
        }

    def perform(self, verb: Verb) -> HttpResponse:
        """Perform another verb on exactly the words that were on the page."""
        form, verb_form = self._form(self.base), self._verb_form()
        if form.changes():
            return self._unsaved(form, verb_form, verb)
        if verb_form.meant_for_another(verb):
            return self._words_for_another(None, verb_form, verb)
        if not verb_form.answers(verb):
            page = self._page(None, verb_form, self.base.number)
            page.errors = [_("Nothing was done: mend what is marked below.")]
            return page.response()
        try:
            with transaction.atomic():
                event = CALLS[verb](self.article, self.user, self.base.number, verb_form)
        except Stale:
            return self._looked_at_older_words(verb_form)
        except TimesChanged as changed:
            verb_form.see_times_anew()
            page = self._page(None, verb_form, self.base.number)
            page.errors = [str(changed)]
            return page.response(CONFLICT)
        except Refused as refusal:
            return self._refused(refusal, None, verb_form)
        self.article.refresh_from_db()
        self._say(outcome(verb, self.article, event))
        return self._back()

    def _looked_at_older_words(self, verb_form: ButtonForm) -> HttpResponse:
        page = self._page(None, verb_form)
        page.errors = [
            _("It changed while you looked: nothing was done. Below are the words as they are.")
        ]
        return page.response(CONFLICT)

    def _verb_form(self) -> ButtonForm:
        return ButtonForm(
            self.request.POST.dict(), article=self.article, columns=columns_for(self.request)
        )

    def _form(self, base: Revision) -> ContentForm:
        return ContentForm(
            start=editorial.start_from(self.article, base),
            language=self.article.language,
            user=self.user,
            posted=self.texts,
        )

    def _page(
        self, form: ContentForm | None, verb_form: ButtonForm, base: int | None = None
    ) -> ArticlePage:
        """Return the page as it is now; without a form it shows the head."""
        dossier = find_dossier(self.user, str(self.article.pk))
        return ArticlePage(
            request=self.request,
            user=self.user,
            article=dossier.article,
            dossier=dossier,
            form=form,
            verb_form=verb_form,
            base=base,
        )

    def _unsaved(self, form: ContentForm, verb_form: ButtonForm, verb: Verb) -> HttpResponse:
        error = _(
            "You changed words: save them first, then press “%(verb)s” again. Nothing was done, "
            "and your words are below."
        ) % {"verb": verb.label}
        return self._with_his_text([error], form, verb_form, CONFLICT)

    def _words_for_another(
        self, form: ContentForm | None, verb_form: ButtonForm, verb: Verb
    ) -> HttpResponse:
        other = verb_form.meant_for_another(verb)
        page = self._page(form, verb_form, self.base.number)
        page.errors = [
            _(
                "You wrote something beside “%(other)s” and pressed “%(verb)s”, which would lose "
                "it. Nothing was done: press that button, or take the words away."
            )
            % {"other": other.label if other else "", "verb": verb.label}
        ]
        return page.response(CONFLICT)

    def _refused(
        self, refusal: Refused, form: ContentForm | None, verb_form: ButtonForm
    ) -> HttpResponse:
        try:
            return self._with_his_text([str(refusal)], form, verb_form, FORBIDDEN)
        except Http404:  # moved out of the column in this very moment
            return keep_text(self.request, str(refusal))

    def _with_his_text(
        self, errors: list[str], form: ContentForm | None, verb_form: ButtonForm, status: int
    ) -> HttpResponse:
        """Show his words in the form where he may save them, else to be copied."""
        page = self._page(form, verb_form, self.base.number)
        page.errors = errors
        if form is not None and not editorial.can(self.user, Verb.SAVE, page.article):
            page.form = None
            page.base = None
            page.kept = self._kept(form)
            page.stored = keep_posted(self.request, self.article.pk, " ".join(errors))
        return page.response(status)

    def _kept(self, form: ContentForm) -> list[KeptField]:
        return kept_fields(self.texts, form.changes())

    def _to_be_mended(
        self, form: ContentForm, verb_form: ButtonForm, base: Revision
    ) -> HttpResponse:
        page = self._page(form, verb_form, base.number)
        page.errors = [_("Nothing was saved: mend what is marked below.")]
        return page.response()

    def _clash(
        self, clash: SaveConflict, form: ContentForm, verb_form: ButtonForm, base: Revision
    ) -> HttpResponse:
        """Ask what is to be saved where both changed the same place; his text is kept."""
        head = self.article.revisions.select_related("author").get(number=clash.head)
        reason = saved_meanwhile(head)
        texts = {**self.request.POST.dict(), **form.data}
        stored = keep_posted(self.request, self.article.pk, reason, texts=texts, base=base.number)
        self.base = base
        conflict = self._laid_out(form, head, {}, clash.names)
        if conflict.choices:
            return self._ask(conflict, form, verb_form, str(stored.pk) if stored else "")
        # What clashed is not in any text: the merged form is shown, to be looked at once more.
        merged = ContentForm(
            start=editorial.start_from(self.article, head),
            language=self.article.language,
            user=self.user,
            shown=conflict.texts(),
        )
        page = self._page(merged, verb_form, head.number)
        page.errors = [reason, _("Nothing was saved yet: look at the form, and save again.")]
        return page.response(CONFLICT)

    def _laid_out(
        self,
        form: ContentForm,
        head: Revision,
        picked: dict[str, str],
        clashing: Sequence[str] | None = None,
    ) -> Conflict:
        if clashing is None:
            clashing = picked.get("clashing", "").split(",")
        return lay_out(
            base=self.base,
            head=head,
            start=form.start,
            mine=form,
            theirs=editorial.start_from(self.article, head),
            clashing=clashing,
            posted=picked,
        )

    def _ask(
        self, conflict: Conflict, form: ContentForm, verb_form: ButtonForm, stored: str
    ) -> HttpResponse:
        return conflict_page(self.request, self.article, conflict, form, verb_form, stored)

    def _say(self, text: str) -> None:
        messages.success(self.request, text)

    def _back(self) -> HttpResponseRedirect:
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[self.article.pk])
        )


def _revision(article: Article, text: str) -> Revision | None:
    number = whole_number(text, REVISION_DIGITS)
    return None if number is None else article.revisions.filter(number=number).first()
