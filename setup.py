"""What pyproject.toml cannot say: `ontology/` lies beside `kg/` in a checkout and inside of it in a wheel."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["kg", "kg.*"]), "kg.ontology"],
    package_dir={"kg.ontology": "ontology"},
    package_data={"kg": ["**/*"], "kg.ontology": ["*.ttl", "queries/*.rq"]},
    exclude_package_data={"": ["__pycache__/*", "**/__pycache__/*"]},
)
