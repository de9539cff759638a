"""Who suits whom? Frozen values in; pairs, reasons and a proof out."""
