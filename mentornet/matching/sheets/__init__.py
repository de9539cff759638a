"""How does the engine see a spreadsheet? Any program's columns in, frozen values out, pairs written back."""
