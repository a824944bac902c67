"""The editors' screens: they show, ask and call `editorial`; they decide nothing themselves."""

from accounts.admin import AuthEventAdmin, UserAdmin
from accounts.models import AuthEvent, Invitation, User
from articles.admin.article import ArticleAdmin
from articles.admin.column import ColumnAdmin, ColumnRoleAdmin
from articles.admin.home_page import PlacementAdmin
from articles.admin.invitation import InvitationAdmin
from articles.admin.keyword_page import KeywordAdmin
from articles.admin.library import EventAdmin, PersonAdmin
from articles.admin.picture_page import ImageAdmin
from articles.admin.site import site
from articles.admin.standing_page import PageAdmin
from articles.models import (
    Article,
    Column,
    ColumnRole,
    Event,
    Image,
    Keyword,
    Page,
    Person,
    Placement,
)

site.register(Article, ArticleAdmin)
site.register(Keyword, KeywordAdmin)
site.register(Person, PersonAdmin)
site.register(Image, ImageAdmin)
site.register(Placement, PlacementAdmin)
site.register(Page, PageAdmin)
site.register(Event, EventAdmin)
site.register(Column, ColumnAdmin)
site.register(ColumnRole, ColumnRoleAdmin)
site.register(User, UserAdmin)
site.register(Invitation, InvitationAdmin)
site.register(AuthEvent, AuthEventAdmin)
