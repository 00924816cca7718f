"""How the website is found, cited and answered: what each page says of itself, and files for machines."""
