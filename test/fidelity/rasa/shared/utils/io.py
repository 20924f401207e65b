import warnings


def raise_warning(message):
    warnings.warn(message)
