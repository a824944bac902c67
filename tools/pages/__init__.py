"""The gate over what readers get: the running site, looked at as browsers and programs do."""
