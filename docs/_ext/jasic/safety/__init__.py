"""What keeps a stranger's page from harming whoever builds or reads the site, behind the rules that name it first."""
