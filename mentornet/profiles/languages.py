"""Which languages can two people share? Those spoken most in the United States, by their ISO 639 codes."""

from __future__ import annotations

LANGUAGES = {
    "en": "English",
    "es": "Spanish",
    "ase": "American Sign Language",
    "am": "Amharic",
    "ar": "Arabic",
    "bn": "Bengali",
    "yue": "Cantonese",
    "ch": "Chamorro",
    "nl": "Dutch",
    "fa": "Persian",
    "fr": "French",
    "de": "German",
    "gu": "Gujarati",
    "ht": "Haitian Creole",
    "haw": "Hawaiian",
    "he": "Hebrew",
    "hi": "Hindi",
    "hmn": "Hmong",
    "ig": "Igbo",
    "ilo": "Ilocano",
    "it": "Italian",
    "ja": "Japanese",
    "km": "Khmer",
    "ko": "Korean",
    "lo": "Lao",
    "zh": "Mandarin",
    "nv": "Navajo",
    "ne": "Nepali",
    "pl": "Polish",
    "pt": "Portuguese",
    "pa": "Punjabi",
    "ru": "Russian",
    "sm": "Samoan",
    "so": "Somali",
    "sw": "Swahili",
    "tl": "Tagalog",
    "te": "Telugu",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "vi": "Vietnamese",
    "yo": "Yoruba",
}


def language_name(code: str) -> str:
    """Return how a language is called; an unknown code stands for itself."""
    return LANGUAGES.get(code, code)
