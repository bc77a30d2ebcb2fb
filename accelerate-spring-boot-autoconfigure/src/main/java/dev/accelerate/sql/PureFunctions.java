package dev.accelerate.sql;

import java.util.Set;

/**
 * Functions of databases and of JPQL that only aggregate, compute or convert. They have
 * no effect, and return the same for the same arguments and rows. A function that is not
 * listed may do anything.
 */
final class PureFunctions {

	private static final Set<String> AGGREGATES = Set.of("count", "count_big", "sum", "avg", "min", "max", "every",
			"bool_and", "bool_or", "bit_and", "bit_or", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop",
			"var_samp", "corr", "regr_slope", "percentile_cont", "percentile_disc", "median", "mode", "listagg",
			"group_concat", "string_agg", "array_agg", "json_agg", "jsonb_agg", "json_object_agg", "jsonb_object_agg",
			"json_arrayagg", "json_objectagg", "row_number", "rank", "dense_rank", "percent_rank", "cume_dist", "ntile",
			"lag", "lead", "first_value", "last_value", "nth_value", "any_value", "bit_xor", "std", "stdev", "stdevp",
			"varp", "covar_pop", "covar_samp", "regr_intercept", "regr_count", "regr_r2", "regr_avgx", "regr_avgy",
			"regr_sxx", "regr_syy", "regr_sxy", "approx_count_distinct", "countif", "ratio_to_report",
			"json_agg_strict", "jsonb_agg_strict", "json_group_array", "json_group_object", "range_agg",
			"range_intersect_agg");

	private static final Set<String> STRINGS = Set.of("lower", "upper", "lcase", "ucase", "initcap", "length", "len",
			"char_length", "character_length", "octet_length", "bit_length", "trim", "ltrim", "rtrim", "btrim", "lpad",
			"rpad", "left", "right", "substring", "substr", "mid", "position", "locate", "instr", "charindex", "strpos",
			"concat", "concat_ws", "replace", "translate", "overlay", "reverse", "repeat", "replicate", "space",
			"ascii", "char", "chr", "unistr", "split_part", "substring_index", "regexp_replace", "regexp_matches",
			"regexp_match", "regexp_like", "regexp_substr", "regexp_instr", "regexp_count", "soundex", "difference",
			"format", "md5", "sha1", "sha2", "sha256", "encode", "decode", "to_base64", "from_base64", "hex", "unhex",
			"quote_ident", "quote_literal", "unaccent", "similarity", "word_similarity", "levenshtein", "str",
			"to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery", "ts_rank",
			"ts_rank_cd", "ts_headline", "setweight", "match", "stuff", "starts_with", "normalize", "to_hex",
			"parse_ident", "quote_nullable", "quotename", "regexp_split_to_array", "regexp_split_to_table",
			"string_to_table", "string_split", "trim_array", "sha224", "sha384", "sha512", "crc32", "digest", "hmac",
			"strcmp", "lengthb", "metaphone", "dmetaphone", "strict_word_similarity", "show_trgm", "ts_filter",
			"tsvector_to_array", "strip", "numnode", "querytree", "patindex", "unicode", "ord", "bin", "oct", "conv",
			"export_set", "make_set", "inet6_aton", "inet6_ntoa", "host", "masklen", "network", "netmask", "broadcast",
			"uuid_to_bin", "bin_to_uuid", "is_uuid", "hextoraw", "rawtohex", "casefold");

	private static final Set<String> NUMBERS = Set.of("abs", "sign", "round", "trunc", "truncate", "ceil", "ceiling",
			"floor", "mod", "power", "pow", "sqrt", "cbrt", "exp", "ln", "log", "log10", "log2", "pi", "sin", "cos",
			"tan", "asin", "acos", "atan", "atan2", "degrees", "radians", "greatest", "least", "width_bucket", "div",
			"gcd", "lcm", "bitand", "bitor", "bitxor", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cot",
			"square", "sind", "cosd", "tand", "asind", "acosd", "atand", "atan2d", "scale", "min_scale", "trim_scale",
			"bit_count", "nanvl", "cosine_distance", "l1_distance", "l2_distance", "euclidean_distance",
			"inner_product", "negative_inner_product", "hamming_distance", "jaccard_distance", "vector_dims",
			"vector_norm", "subvector", "l2_normalize");

	private static final Set<String> TIMES = Set.of("extract", "date_part", "datepart", "datename", "date_trunc",
			"datetrunc", "year", "quarter", "month", "week", "day", "hour", "minute", "second", "dayofmonth",
			"dayofweek", "dayofyear", "weekday", "monthname", "dayname", "isodow", "iso_week", "date_add", "date_sub",
			"dateadd", "adddate", "subdate", "addtime", "datediff", "datediff_big", "timestampadd", "timestampdiff",
			"period_diff", "date_format", "str_to_date", "to_char", "to_date", "to_timestamp", "to_number", "make_date",
			"make_time", "make_interval", "make_timestamp", "last_day", "eomonth", "add_months", "months_between",
			"justify_days", "justify_hours", "from_unixtime", "date", "time", "timestamp", "interval", "datefromparts",
			"date_bin", "justify_interval", "isfinite", "make_timestamptz", "to_days", "from_days", "to_seconds",
			"time_to_sec", "sec_to_time", "makedate", "maketime", "microsecond", "weekofyear", "yearweek", "period_add",
			"subtime", "timediff", "time_format", "convert_tz", "next_day", "numtodsinterval", "numtoyminterval",
			"to_dsinterval", "to_yminterval", "sys_extract_utc", "switchoffset", "todatetimeoffset", "timefromparts",
			"datetimefromparts", "datetime2fromparts");

	private static final Set<String> VALUES = Set.of("coalesce", "nullif", "ifnull", "nvl", "nvl2", "isnull", "iif",
			"if", "case", "cast", "try_cast", "convert", "try_convert", "row", "array", "array_length",
			"array_to_string", "string_to_array", "array_append", "array_position", "array_contains", "cardinality",
			"unnest", "generate_series", "generate_subscripts", "system_range", "grouping", "grouping_id", "insert",
			"values", "inet_aton", "inet_ntoa", "field", "elt", "find_in_set", "choose", "num_nulls", "num_nonnulls",
			"lnnvl", "parse", "try_parse", "array_upper", "array_lower", "array_ndims", "array_dims", "array_cat",
			"array_prepend", "array_remove", "array_replace", "array_positions", "array_fill", "array_concat",
			"array_includes", "array_intersects", "array_get", "array_set", "array_slice", "array_trim",
			"array_remove_index", "array_sort", "array_reverse", "int4range", "int8range", "numrange", "tsrange",
			"tstzrange", "daterange", "int4multirange", "int8multirange", "nummultirange", "tsmultirange",
			"tstzmultirange", "datemultirange", "lower_inc", "upper_inc", "lower_inf", "upper_inf", "isempty",
			"range_merge", "multirange");

	/**
	 * Functions of JSON and XML.
	 */
	private static final Set<String> DOCUMENTS = Set.of("json_value", "json_query", "json_exists", "json_extract",
			"json_unquote", "json_table", "json_array", "json_object", "json_length", "json_contains",
			"json_build_object", "json_build_array", "jsonb_build_object", "jsonb_build_array", "to_json", "to_jsonb",
			"row_to_json", "json_each", "jsonb_each", "json_each_text", "jsonb_each_text", "json_array_elements",
			"jsonb_array_elements", "json_array_elements_text", "jsonb_array_elements_text", "json_extract_path_text",
			"jsonb_extract_path_text", "jsonb_path_exists", "jsonb_path_query", "jsonb_array_length",
			"json_array_length", "jsonb_typeof", "jsonb_set", "xmlelement", "xmlforest", "xmlagg", "xmltable",
			"jsonb_array", "jsonb_object", "json_strip_nulls", "jsonb_strip_nulls", "jsonb_pretty", "jsonb_insert",
			"jsonb_set_lax", "json_object_keys", "jsonb_object_keys", "json_extract_path", "jsonb_extract_path",
			"json_typeof", "jsonb_path_query_array", "jsonb_path_query_first", "jsonb_path_match", "json_to_record",
			"jsonb_to_record", "json_to_recordset", "jsonb_to_recordset", "json_populate_record",
			"jsonb_populate_record", "json_populate_recordset", "jsonb_populate_recordset", "json_scalar",
			"json_serialize", "json_valid", "isjson", "json_modify", "json_type", "json_keys", "json_search",
			"json_set", "json_insert", "json_replace", "json_remove", "json_merge", "json_merge_patch",
			"json_merge_preserve", "json_mergepatch", "json_depth", "json_overlaps", "json_contains_path", "json_quote",
			"json_pretty", "json_array_append", "json_array_insert", "openjson", "xmlparse", "xmlserialize",
			"xmlcomment", "xmlconcat", "xmlpi", "xmlroot", "xmlattributes", "xmlexists", "xmlquery", "xpath",
			"xpath_exists", "extractvalue");

	private static final Set<String> SHAPES = Set.of("st_distance", "st_dwithin", "st_contains", "st_within",
			"st_intersects", "st_makepoint", "st_point", "st_setsrid", "st_x", "st_y", "st_astext", "st_asgeojson",
			"st_geomfromtext", "st_area", "st_length", "st_buffer", "st_transform", "st_equals", "st_touches",
			"st_crosses", "st_overlaps", "st_disjoint", "st_covers", "st_coveredby", "st_intersection", "st_union",
			"st_difference", "st_symdifference", "st_centroid", "st_envelope", "st_makeenvelope", "st_makeline",
			"st_makepolygon", "st_geomfromgeojson", "st_geomfromwkb", "st_geomfromewkt", "st_geogfromtext",
			"st_geographyfromtext", "st_pointfromtext", "st_srid", "st_asbinary", "st_asewkt", "st_asmvt",
			"st_asmvtgeom", "st_simplify", "st_convexhull", "st_numpoints", "st_npoints", "st_geometrytype",
			"st_isvalid", "st_isempty", "st_perimeter", "st_azimuth", "st_distancesphere", "st_distance_sphere",
			"st_dfullywithin", "st_closestpoint", "st_startpoint", "st_endpoint", "st_geohash", "st_collect",
			"st_extent", "st_dump", "st_snaptogrid", "st_tileenvelope", "st_hausdorffdistance", "st_relate", "st_z",
			"earth_distance", "ll_to_earth", "earth_box");

	/**
	 * Functions of JPQL and HQL about entities and collections.
	 */
	private static final Set<String> ENTITIES = Set.of("type", "treat", "key", "value", "entry", "index", "size", "id",
			"version", "naturalid", "fk", "elements", "indices", "minelement", "maxelement", "minindex", "maxindex",
			"function", "list", "map", "object", "duration", "member", "collate", "pad", "ilike");

	private PureFunctions() {
	}

	/**
	 * Returns whether a function is known to do nothing but compute.
	 * @param name its name in lower case, with its schema if the call names one
	 * @param sql whether it is called in SQL, and not in JPQL or HQL
	 * @return {@code false} if it may do anything
	 */
	static boolean contains(String name, boolean sql) {
		String plain = name.startsWith("pg_catalog.") ? name.substring("pg_catalog.".length()) : name;
		return AGGREGATES.contains(plain) || STRINGS.contains(plain) || NUMBERS.contains(plain) || TIMES.contains(plain)
				|| VALUES.contains(plain) || DOCUMENTS.contains(plain) || SHAPES.contains(plain)
				|| (!sql && ENTITIES.contains(plain));
	}

}
