"""Activities: work agreed inside a coalition, its reports, results and what follows from them."""
