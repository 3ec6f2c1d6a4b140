"""Parts that several screens share; the only rooms that know Streamlit besides the pages."""
