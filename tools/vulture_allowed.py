"""What vulture takes for dead and is not; each group says who uses it. `vulture` reads this beside the program.

A line here is a use: where the name is gone from the program too, vulture says nothing, so that a group is looked
through when something near it changes.
"""

# Click, Rich, SQLAlchemy and the standard library call these by their names, or read them.
_.format_help_text
_.format_epilog
_.command_class
_.list_commands
_.metavar
_.convert
_.get_metavar
_.write_usage
_.write_heading
_.redirect_request
_.fp, _.msg, _.newurl, _.req
_.local_hostname
_.inherit_cache, _.self_group
_.compress_type
_.external_attr
_.max_count
_.handle_starttag, _.handle_endtag, _.handle_data

# python-docx writes what is set on its objects: properties, measures of the page, styles.
_.comments, _.last_modified_by, _.created, _.modified
_.page_height, _.page_width, _.left_margin, _.right_margin, _.bottom_margin, _.top_margin
_.footer_distance, _.header_distance, _.different_first_page_header_footer
_.rgb, _.quick_style, _.base_style, _.next_paragraph_style, _.space_after, _.space_before
_.line_spacing, _.keep_together, _.keep_with_next, _.cs_bold

# Members of vocabularies: rows of the database and words that users type are turned into them by their value.
EVENT, DELIVERABLE, REVIEW, NORM, REPORTING
SECONDARY
AGENCY
SUPPORTED, SUPPORTED_IN_PART, NOTED
MEDIUM, LOW
EQUAL, SUBSET, SUPERSET, INTERSECTS, REAFFIRMS, IMPLEMENTS, SUCCEEDS
READ, PRESS
_.basis
DECLARATION, PLAN_OF_ACTION, STRATEGY, RESOLUTION, CONFERENCE

# Columns and relations of entities: they are given as they are made, and are read as columns of their tables.
_.deadline_first
_.to_commitment
_.to_instrument

# A field of a record that a table's column of the same key shows.
_.contributes

# Modules of formats and channels are found by their folder, and these are read off them.
ENDINGS
FILE_MARK
STARTS_PROGRAMS

# The words of deadlines in a language are found by the folder of their module too.
FRENCH, SPANISH, RUSSIAN

# The other half of what is used, without which neither could be tested: the way back of a revision, and of a guard.
downgrade_schema
unguard

# How the driver of SQLite is told to hand on bytes.
text_factory

# A test holds the triggers of the database to this list.
APPEND_ONLY

# Alembic's entry in `migrations/` keeps the policies of PostgreSQL in step with the tables.
keep_up, lift

# What SQLAlchemy asks of an expression that is not its own, and what Python asks of a module for a name.
is_clause_element
__getattr__

# What psycopg asks a cursor of the server for: how many rows it fetches at once.
itersize

# The catalogues of messages take these from where they stand.
SPOKEN_WORDS
