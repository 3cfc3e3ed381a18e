# SPDX-FileCopyrightText: The Tether authors
# SPDX-License-Identifier: MIT
"""The tests that PyPy's C API cannot pass, each under its reason: conftest.py skips them there. The list may only shrink
(tests/structure), and docs/guide/pypy.md tells users what it means."""

LACKS = {
    "an object ends some time after its last reference": """
        callbacks::test_a_thread_that_is_not_attached_drops
        classes::test_a_constructor_that_throws_leaves_nothing
        collected::test_a_deep_chain_does_not_end_the_stack
        collected::test_a_free_list_gives_the_same_memory_again
        collected::test_a_free_list_and_constructors_that_fail
        collected::test_an_instance_made_on_another_thread
        collected::test_dict
        collected::test_weakref
        constructors::test_no_constructor_leaves_a_value_behind
        functions::test_a_closure_keeps_its_state_and_drops_it
        ownership::test_a_reference_keeps_its_owner_alive
        ownership::test_keep_alive
        ownership::test_shared_has_one_count
        ownership::test_shared_without_identity
        ownership::test_unique_out
        protocols::test_an_iterator_keeps_its_owner_alive_until_its_end
        protocols::test_memory_stays_where_it_is_while_it_is_seen
        protocols::test_what_has_none_stays_as_it_is_until_the_end
        variants::test_values_end_with_their_objects
    """,
    "a cycle through objects of C++ is never found": """
        callbacks::test_a_callback_that_refers_back_to_its_object_is_collected
        callbacks::test_a_finaliser_finds_callbacks_whole
        callbacks::test_a_std_function_hides_what_it_holds
        collected::test_a_dict_that_is_full_goes_with_its_instance
        collected::test_a_value_that_is_being_changed_is_not_looked_at
        collected::test_an_early_stop_is_passed_on
        collected::test_an_exception_of_visit_does_not_get_out
        collected::test_an_instance_that_ends_on_another_thread
        collected::test_nobody_attaches_meanwhile
        collected::test_objects_are_gone_before_the_last_reference_is
        collected::test_through_a_chain
        collected::test_through_a_declared_member
        collected::test_through_a_frozen_class
        collected::test_through_a_traverse_of_ones_own_and_a_closure
        collected::test_through_a_value_that_a_shared_pointer_holds
        collected::test_through_base_and_derived
        collected::test_through_containers_and_what_visit_shows
        collected::test_through_subclasses
        collected::test_what_is_called_when_its_value_was_collected
        ownership::test_keep_alive_in_a_cycle
        ownership::test_references_and_the_collector
        references::test_no_object_is_left_behind[callbacks_of_python]
        references::test_no_object_is_left_behind[cycles]
        references::test_no_object_is_left_behind[references]
        variants::test_each_instance_shows_its_class_once
    """,
    "the value in an instance of a builtin type's subclass never ends": """
        collected::test_through_members_of_a_class_whose_base_is_a_builtin
        collected::test_through_members_of_a_class_whose_base_is_of_python
        collected::test_through_members_of_their_subclasses
        collected::test_what_such_a_class_holds_stays_while_it_is_reachable
        references::test_no_object_is_left_behind[made:on_list]
        references::test_no_object_is_left_behind[made:on_python]
        references::test_no_object_is_left_behind[an_init_that_raises:on_list]
        references::test_no_object_is_left_behind[an_init_that_raises:on_python]
    """,
    "__del__ is not called, and nothing ends at exit": """
        nested::test_objects_of_ours_at_exit
        protocols::test_del_runs_once_at_the_end
        protocols::test_del_that_fails_is_reported
        references::test_no_object_is_left_behind[buffers_and_finalizers]
    """,
    "sys and gc have not what the test asks": """
        callbacks::test_a_callback_is_its_object
        classes::test_a_class_attribute_is_held_once
        collected::test_classes_that_hold_objects_are_tracked
        collected::test_looking_into_an_object_changes_no_count
        collected::test_no_instance_keeps_its_type_alive
        collected::test_what_others_share_is_not_looked_into
        functions::test_what_goes_into_kwargs_is_not_kept
        in_interpreters::test_an_object_that_is_passed_across_is_found
        in_interpreters::test_each_has_its_own
        in_interpreters::test_the_first_import_may_be_in_another_one
        leak_check::test_leaks_are_found
        protocols::test_the_collector_sees_an_iterator
        variants::test_cycles_are_collected
    """,
    "its own words, and signatures of functions alone": """
        classes::test_methods
        classes::test_subclasses
        classes::test_what_a_class_says_of_itself
        constructors::test_doc_and_signature
        enums::test_methods_and_properties
        fields::test_signatures
        inheritance::test_the_base_is_no_derived_object
        variants::test_constructors
        variants::test_methods_of_the_variant_and_of_an_alternative
        variants::test_nothing_else_is_or_derives_from_it
    """,
    "every instance has a dictionary and weak references, and a class has no layout": """
        classes::test_attributes
        classes::test_weak_references
        inheritance::test_a_class_that_was_assigned_changes_no_value
        inheritance::test_places_behind_a_builtin_base_do_not_overlap
        inheritance::test_python_cannot_mix_what_cpp_did_not
        inheritance::test_subclasses_with_their_own_new_and_slots
        variants::test_no_alternative_becomes_another
    """,
    "setting a static property replaces it": """
        constructors::test_static_properties_are_read_and_set_on_the_class
        constructors::test_static_properties_know_the_class
        constructors::test_static_properties_refuse
        references::test_no_object_is_left_behind[static_properties_and_deleters]
    """,
    "protocols are seen otherwise: indices, patterns, None for a special method, strides": """
        protocols::test_a_buffer_that_is_not_dense
        protocols::test_a_sequence_counts_negative_indices_from_the_end
        protocols::test_sequences_and_mappings_match_as_such
        protocols::test_special_names_without_a_slot_are_ordinary_methods
        protocols::test_the_half_that_is_not_declared_is_the_base_s
    """,
    "no handler of a signal runs during a call": """
        ends::test_ctrl_c_ends_a_long_call
        ends::test_what_a_handler_raises_comes_out_of_a_long_call
    """,
    "PyPy itself aborts": """
        functions::test_recursion_through_cpp_ends
        kinds::test_everything_is_converted_or_refused_as_python_would
    """,
}


def skipped() -> dict[str, str]:
    """The reason for each test, by `area::test`."""
    return {test: reason for reason, tests in LACKS.items() for test in tests.split()}
