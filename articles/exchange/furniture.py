"""What a page holds besides the article: forms, buttons, menus, the small print of the site."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LONGEST = 200  # characters; no line of a menu is longer
_LINES_KEPT = 512  # answers kept: one page asks for each of its lines several times


def _words(text: str) -> frozenset[str]:
    """Return the words of a list with bars between them."""
    return frozenset(word for line in text.split("\n") for word in map(str.strip, line.split("|")))


SITE_NAMES = _words(
    """
    seetao | seetao.com | www.seetao.com | jiandao | jiandao.com | 见道 | 见道网 |
    见道网seetao | 见道网 seetao | seetao见道网 | seetao 见道网
    """
)

# Words of forms and buttons that are no sentence and no heading of an article, wherever they stand.
_CERTAIN = _words(
    """
    retrieve password | retrieve your password | forgot password | forgot password? |
    forgot your password? | get verification code | send verification code |
    get the verification code | please enter the verification code | sign in with wechat |
    share to | share this | share this article | share this page | share on wechat |
    print this page | print this article | back to top | back to list | read more |
    leave a comment | add to favorites | add to favourites | skip to content |
    skip to main content | cookie settings | accept cookies | accept all cookies |
    scan the qr code | log in / register | sign in / sign up | switch language |
    previous article | next article | load more | view more | 找回密码 | 忘记密码 | 忘记密码? |
    获取验证码 | 发送验证码 | 获取手机验证码 | 请输入验证码 | 分享到 | 分享本文 | 分享文章 |
    打印本页 | 打印本文 | 返回顶部 | 返回列表 | 返回首页 | 查看更多 | 阅读更多 | 加载更多 |
    发表评论 | 加入收藏 | 扫一扫 | 微信扫一扫 | 扫码分享 | 登录/注册 | 登录 / 注册 |
    接受cookie | 设为首页 | 关注我们 | 网站地图 | 切换语言
    """
)

# Words of menus. One of them alone may also be a heading of an article, so these count only
# around an article, or where several stand in one line.
_MENU = _words(
    """
    home | homepage | news | latest news | hot news | flash | flash news | projects | columns |
    column | pictures | video | videos | topics | special topics | about | about us | contact |
    contact us | help | privacy | privacy policy | terms | terms of use | terms of service |
    legal notice | disclaimer | advertise | advertising | advertisement | careers | jobs |
    sitemap | site map | links | friendly links | login | log in | log out | sign in |
    sign up | sign out | register | registration | subscribe | search | menu | close | more |
    top | back | return | share | print | like | likes | comment | comments | favorite |
    favourite | favorites | collect | bookmark | download | app | download app | english |
    中文 | 简体中文 | en | cn | zh | chinese | submit | password | email | verification code |
    font size | text size | small | medium | large | previous | next | accept | decline |
    follow us | location | details | article | facebook | twitter | x | linkedin | whatsapp |
    wechat | weibo | telegram | qq | qzone | youtube | instagram | copy link | rss | 首页 |
    网站首页 | 新闻 | 资讯 | 快讯 | 要闻 | 专题 | 栏目 | 项目 | 图片 | 视频 | 工程 | 关于 |
    关于我们 | 关于见道 | 联系我们 | 联系方式 | 帮助 | 帮助中心 | 隐私 | 隐私政策 | 隐私声明 |
    服务条款 | 用户协议 | 法律声明 | 免责声明 | 广告 | 广告服务 | 广告合作 | 招聘 | 加入我们 |
    友情链接 | 登录 | 注册 | 退出 | 订阅 | 搜索 | 菜单 | 关闭 | 更多 | 顶部 | 返回 | 分享 |
    打印 | 点赞 | 赞 | 评论 | 收藏 | 下载 | 客户端 | 英文 | 中文版 | 英文版 | 密码 | 邮箱 |
    手机号 | 验证码 | 提交 | 字号 | 字体 | 大 | 中 | 小 | 上一篇 | 下一篇 | 微信 | 微博 |
    新浪微博 | 朋友圈 | 微信好友 | qq空间 | qq好友 | 复制链接 | 正文 | 详情 | 热门文章 |
    热门新闻 | 最新文章 | 最新新闻 | 投稿
    """
)

_PARTS = re.compile(r"\s*[|/·•»›>→、:]\s*|\s{2,}")
_MARKS = " \t[]()<>【】《》»›«‹·•|/+…:-—_"
# The form for a lost password, its labels on one line or on several.
_FORM = re.compile(
    r"""(?:(?:
        (?:retrieve|forgot|reset)\s*(?:(?:your|my|the)\s+)?password
      | (?:get|send)\s*(?:(?:the|a)\s+)?verification\s+code
      | (?:找回|忘记|重置)密码 | (?:获取|发送)(?:手机|短信)?验证码
    )[\s\W]*)+""",
    re.VERBOSE,
)
# The site's own notice: a sign of copyright with a year or the site's name, no picture's credit.
_SMALL_PRINT = re.compile(
    r"""
    (?:copyright\s*)?(?:©|\(c\))\s*(?:copyright\s*)?(?:\d{4}|seetao|jiandao|见道).*
    | copyright\s+(?:seetao|jiandao).*
    | copyright\s+\d{4}\s*(?:[-–]\s*\d{4}\s*)?(?:$|©|\(c\)|by\b|seetao|jiandao|见道|all\b).*
    | .*\ball\s+rights\s+reserved\.?
    | (?:网站)?版权所有(?:$|[\s:©(].*|归?见道.*|[^\u4e00-\u9fff].*)
    | .*icp[备证]案?号?\s*:?\s*\d.*
    | .*公网安备.*\d.*
    """,
    re.VERBOSE,
)
_CERTAIN_LINES = re.compile(
    r"""
    (?:we|this\s+(?:web)?site)\s+uses?\s+cookies(?:\s+(?:to|and|for)\b.*|\W*)
    | 本(?:网站|站|网)使用\s*cookies?.*
    | (?:font|text)\s*size\s*:.{0,20} | 字[号体]\s*:.{0,20}
    | (?:
        views?|hits|reads|page\s*views|browse
        | 浏览(?:量|次数)?|阅读(?:量|数|次数)|点击(?:量|数|次数)?|人气
      )
      \s*:?\s*[\d,.]+\s*(?:[kw万次])?次?
    | [\d,.]+\s*(?:views|次浏览|人阅读|次阅读)
    | (?:扫描|微信)?扫(?:一扫|码)[^,。.]{0,30}
    """,
    re.VERBOSE,
)
_CRUMBS = re.compile(r"\s*(?:>+|›|»|→|/|\\)\s*")
_CRUMBS_LABEL = re.compile(
    r"(?:(?:您|你)?(?:现在|当前|所在)?的?(?:位置|所在位置)|you\s+are\s+here|(?:current\s+)?location|"
    r"(?:your\s+)?position)\s*:"
)
_NEIGHBOUR = re.compile(
    r"(?:上一[篇页条]|下一[篇页条]|前一篇|后一篇|(?:previous|next|prev)(?:\s+(?:article|story|post|page|one))?)\s*:.*"
)
_SHARING = re.compile(r"(?:share(?:\s+(?:to|on|this))?|分享(?:到|至)?)\s*:(?P<places>.{0,60})")


@lru_cache(_LINES_KEPT)
def _key(text: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


@lru_cache(_LINES_KEPT)
def is_furniture(text: str) -> bool:
    """Say whether a line is certainly no part of an article, wherever it stands."""
    if len(text) > _LONGEST:
        return False
    key = _key(text)
    bare = key.strip(_MARKS)
    if not bare or bare in _CERTAIN or _CERTAIN_LINES.fullmatch(key) or ends_article(text):
        return True
    if (sharing := _SHARING.fullmatch(key)) and _is_all_menu(sharing["places"]):
        return True
    parts = [part.strip(_MARKS) for part in _PARTS.split(key)]
    return len(parts) > 1 and all(not p or p in _MENU or p in _CERTAIN for p in parts)


@lru_cache(_LINES_KEPT)
def is_menu(text: str) -> bool:
    """Say whether a line before or after an article belongs to the site, not to the article."""
    if len(text) > _LONGEST:
        return False
    key = _key(text)
    bare = key.strip(_MARKS)
    return (
        is_furniture(text)
        or bare in _MENU
        or bare in SITE_NAMES
        or _NEIGHBOUR.fullmatch(key) is not None
        or _is_all_menu(bare)
        or is_breadcrumb(text)
    )


def _is_all_menu(text: str) -> bool:
    return all(word.strip(_MARKS) in _MENU for word in text.split())


def is_breadcrumb(text: str) -> bool:
    """Say whether a line is the way from the front page: "Home > News > Details"."""
    key = _key(text)
    if _CRUMBS_LABEL.match(key):
        return True
    first, *others = _CRUMBS.split(key)
    return bool(others) and (first.strip(_MARKS) in _MENU or first.strip(_MARKS) in SITE_NAMES)


def is_site_name(text: str) -> bool:
    """Say whether a line is a name of the site and nothing else."""
    return _key(text).strip(_MARKS) in SITE_NAMES


@lru_cache(_LINES_KEPT)
def ends_article(text: str) -> bool:
    """Say whether a line belongs behind the article: the form, the site's small print."""
    if len(text) > _LONGEST:
        return False
    key = _key(text)
    return bool(_FORM.fullmatch(key.strip(_MARKS)) or _SMALL_PRINT.fullmatch(key))
