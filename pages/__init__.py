"""The screens: each reads widgets and the URL, asks the atlas, shows. Computes nothing."""
