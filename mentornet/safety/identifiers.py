"""Does a text hold something that could point to a client? Patterns by class, each with its reason in words.

The classes are the eighteen of the HIPAA safe harbor (45 CFR 164.514(b)(2)); finger prints and faces cannot be
typed, so for those the words that announce them are looked for. A pattern errs on the side of asking: the writer may
say that the text is not about a client. Nothing here is stored.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

PERSON = r"(?i:client|patient|resident|consumer|inmate|detainee)"
KIN = (
    r"(?i:mother|father|mom|dad|son|daughter|wife|husband|sister|brother|aunt|uncle|grandmother|grandfather)"
)
NAME = r"(?!(?:I|The|A|An|He|She|They|It|We|You|And|But|When|In|On|At|Or|So|If|My|Our)\b)[A-Z][a-zà-ÿ]+\b"
TITLES = (
    r"(?!(?i:care|safety|rights|services?|support|advoca\w+|relations?|experience|education|navigat\w+|counselor|"
    r"technicians?|assistant|physicians?|advis\w+|representative|access|transport\w*|engagement|privacy)\b)"
)
MONTH = (
    r"(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = (
    rf"(?:\b{MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}\b|"
    r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|\b\d{4}-\d{2}-\d{2}\b|"
    r"(?i:\b(?:last|this|on|next)\s+(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\byesterday\b|\blast night\b))"
)
HAPPENED = (
    r"(?i:\b(?:admitted|admission|discharged?|born|birthday|died|death|passed away|eloped|elopement|arrested|overdosed|"
    r"relapsed|restrained|incident|attempted|assaulted|transferred))\b"
)
STREET = (
    r"(?i:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|place|pl|highway|hwy|parkway)"
)
PHONE = r"(?<![\d-])(?:\+?1[-. ]?)?(?:\(\d{3}\)\s?|\d{3}[-. ])\d{3}[-. ]\d{4}(?![\d-])"
TOLL_FREE = r"(?:\+?1[-. ]?)?\(?8(?:00|33|44|55|66|77|88)\)?[-. ]"
LONGEST_READ = 20_000
CURLY = "\N{RIGHT SINGLE QUOTATION MARK}"
PUBLIC_SITE = r"(?i:[\w.-]*\.(?:gov|edu)|(?:www\.)?988lifeline\.org)(?=[/\s?#,.;)]|$)"


@dataclass(frozen=True, slots=True)
class Rule:
    """A class of identifier, how it shows, and the words for the writer. The slug is the catalogue's."""

    slug: str
    what: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that could point to a client: its class and the words that show it."""

    slug: str
    what: str
    quote: str

    @property
    def sentence(self) -> str:
        """Say what was found, for the writer."""
        return f"“{self.quote}” looks like {self.what}."


def _rule(slug: str, what: str, *ways: str) -> Rule:
    return Rule(slug, what, re.compile("|".join(f"(?:{way})" for way in ways)))


RULES = (
    _rule("ssn", "a Social Security number", r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    _rule("email", "a mail address", r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    _rule("fax", "a fax number", rf"(?i:\bfax\b)\D{{0,12}}{PHONE}"),
    _rule("phone", "a telephone number", rf"(?!{TOLL_FREE}){PHONE}"),
    _rule(
        "urls",
        "a web address that could lead to a person",
        rf"\bhttps?://(?!{PUBLIC_SITE})\S+",
        rf"\bwww\.(?!{PUBLIC_SITE})\S+",
    ),
    _rule(
        "ip",
        "an IP address",
        r"(?<![\d.])(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}(?![\d.])",
    ),
    _rule(
        "mrn",
        "a medical record number",
        r"(?i:\b(?:mrn|chart|medical record|record)\b)\W{0,3}(?i:(?:no|number|num|id)\b)?\W{0,3}\d{3,}",
    ),
    _rule(
        "plan-id",
        "a health plan number",
        r"(?i:\b(?:medicaid|medicare|policy|member|subscriber|insurance)\b)\W{0,3}(?i:(?:no|number|num|id)\b)?\W{0,3}"
        r"(?=[A-Z0-9-]*\d[A-Z0-9-]*\d)[A-Z0-9-]{6,}",
    ),
    _rule(
        "certificate-licence",
        "a licence or certificate number",
        r"(?i:\b(?:licen[cs]e|certificate|certification)\s*(?:no|number|num|#))\W{0,4}(?=[A-Z0-9-]*\d)[A-Z0-9-]{4,}",
    ),
    _rule(
        "vehicle",
        "a vehicle's plate or number",
        r"(?i:\b(?:licen[cs]e plate|plates?|tag)\b)\W{0,3}(?i:(?:no|number|is|was)\b)?\W{0,3}(?=[A-Z0-9 -]*\d)[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4}\b",
        r"(?i:\bvin\b)\W{0,4}[A-HJ-NPR-Z0-9]{17}\b",
    ),
    _rule(
        "device",
        "a device's serial number",
        r"(?i:\bserial\s*(?:no|number|#)?)\W{0,4}(?=[A-Z0-9-]*\d)[A-Z0-9-]{5,}",
    ),
    _rule("account", "an account number", r"(?<![\d-])\d{9,}(?![\d-])"),
    _rule(
        "names",
        "the name or initials of a client or of their family",
        rf"\b{PERSON}s?,?\s+(?i:named|called)\s+{NAME}",
        rf"\b(?=[a-z]){PERSON},?\s+{TITLES}{NAME}",
        rf"\b{PERSON}'s\s+(?:name\s+(?i:is|was)\s+|{KIN},?\s+){NAME}",
        rf"{NAME},\s+(?i:a|my|our|one of my|one of our)\s+{PERSON}s?\b",
        rf"\b(?i:{PERSON}s?|kids?|guys?|girl|boy|man|woman|lady)\b,?\s+(?:[A-Z]\.\s?){{1,3}}(?=[\s,.;)']|$)",
    ),
    _rule(
        "geography",
        "a place smaller than a state",
        r"\b(?i:room|bed)\s+#?\d{1,4}[A-Za-z]?\b",
        r"\b(?i:unit|ward|floor|pod|wing)\s+#?(?:\d{1,3}[A-Za-z]?|[A-Z])\b",
        r"\b(?i:the\s+)?(?i:north|south|east|west)\s+(?i:unit|ward|wing)\b",
        r"\b(?i:zip(?:\s*code)?)\W{0,3}\d{5}\b",
        r"\b[A-Z]{2}\s+\d{5}(?:-\d{4})?\b",
        rf"\b\d{{1,5}}\s+(?:[A-Z][\w.]*\s+){{1,3}}{STREET}\b",
    ),
    _rule(
        "dates",
        "a day tied to a person",
        rf"{HAPPENED}[^.!?\n]{{0,40}}?{DAY}",
        rf"{DAY}[^.!?\n]{{0,40}}?{HAPPENED}",
    ),
    _rule(
        "dates",
        "an age over 89",
        r"\b(?:9\d|1[01]\d)[- ](?i:years?[- ]old|y/?o)\b",
        r"\b(?i:aged?|age of)\s+(?:9\d|1[01]\d)\b",
    ),
    _rule(
        "photos",
        "a picture of a client",
        rf"\b(?i:photo|picture|selfie|video|image)s?\s+(?i:of|with)\s+(?i:\w+\s+){{0,2}}{PERSON}",
    ),
    _rule(
        "biometric",
        "a finger or voice print",
        rf"\b(?i:fingerprint|voice ?print)s?\s+(?i:of|from)\s+(?i:\w+\s+){{0,2}}{PERSON}",
    ),
    _rule(
        "other-unique",
        "a story that others would recognise",
        r"(?i:\b(?:the\s+one|was|were|is|seen|been|heard)\s+(?:\w+\s+)?(?:from|on|in)\s+the\s+(?:news|(?:news)?papers?|headlines)\b)",
    ),
)


def find_identifiers(text: str) -> list[Finding]:
    """List what in `text` could point to a client: each class once, the first words that show it.

    Reads as far as the longest text that any form takes.
    """
    text = text[:LONGEST_READ].replace(CURLY, "'")
    found: dict[tuple[str, str], Finding] = {}
    for rule in RULES:
        match = rule.pattern.search(text)
        if match and (rule.slug, rule.what) not in found and not _is_said(match, found.values()):
            found[rule.slug, rule.what] = Finding(rule.slug, rule.what, " ".join(match.group().split())[:80])
    return list(found.values())


def _is_said(match: re.Match[str], found: Iterable[Finding]) -> bool:
    """Say whether the words matched are part of what a closer class has named already."""
    words = " ".join(match.group().split())
    return any(words in one.quote for one in found)


def explanation(findings: Iterable[Finding]) -> str:
    """Say why a text is held, naming the classes, and what to do."""
    said = " ".join(finding.sentence for finding in findings)
    return f"{said} Nothing here may point to a client: write it another way, or say below that it is not about one."
